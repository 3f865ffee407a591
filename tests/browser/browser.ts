// How the browser is started: the one that `cargo xtask` found, with the flags that it names.
export const launchOptions = {
  executablePath: process.env.GRADUS_CHROMIUM,
  args: process.env.GRADUS_CHROMIUM_FLAGS?.split(" ") ?? [],
};
