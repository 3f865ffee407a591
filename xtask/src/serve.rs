//! A static file server for this machine alone: it knows files, as the plainest host does, and no rule beyond.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// The most that a request's head may hold.
const LONGEST_HEAD: u64 = 64 * 1024;

/// A folder and the path at which it is served.
#[derive(Clone)]
pub struct Site {
    /// The folder with the files.
    pub folder: PathBuf,
    /// The path that stands for it, with a slash at either end.
    pub mount: String,
}

/// A site that has its port.
pub struct Server {
    site: Site,
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Takes a port of 127.0.0.1; 0 stands for any free one.
    pub fn bind(site: Site, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} can't be had: name another with --port"))?;
        let port = listener.local_addr()?.port();
        Ok(Self { site, listener, port })
    }

    /// Takes the first free port of the hundred from this one on.
    pub fn bind_first_free(site: &Site, first: u16) -> Result<Self> {
        match (first..=first.saturating_add(99)).find_map(|port| Self::bind(site.clone(), port).ok()) {
            Some(server) => Ok(server),
            None => bail!("no port from {first} on is free: name one with --port"),
        }
    }

    /// The site's address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.site.mount)
    }

    /// Answers until the program ends, each connection in a thread of its own.
    pub fn run(self) {
        for stream in self.listener.incoming().flatten() {
            let site = self.site.clone();
            // A reader who goes away before the answer is no concern of the others.
            thread::spawn(move || drop(answer(&site, stream)));
        }
    }
}

/// Reads one request, answers it, and closes.
fn answer(site: &Site, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new((&stream).take(LONGEST_HEAD)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // A request left unread would make closing the connection look like a failure to the reader.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }

    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let with_body = match method {
        "GET" => true,
        "HEAD" => false,
        _ => {
            return respond(&mut stream, "405 Method Not Allowed", "Allow: GET, HEAD\r\n", b"", true);
        }
    };
    match find(site, target) {
        Found::File(path) => match fs::read(&path) {
            Ok(content) => {
                let headers = format!("Content-Type: {}\r\n", mime_type(&path));
                respond(&mut stream, "200 OK", &headers, &content, with_body)
            }
            Err(_) => not_found(&mut stream, with_body),
        },
        Found::Folder(location) => {
            respond(&mut stream, "301 Moved Permanently", &format!("Location: {location}\r\n"), b"", with_body)
        }
        Found::Nothing => not_found(&mut stream, with_body),
    }
}

fn not_found(stream: &mut TcpStream, with_body: bool) -> io::Result<()> {
    let headers = "Content-Type: text/plain; charset=utf-8\r\n";
    respond(stream, "404 Not Found", headers, b"There is no such page here.\n", with_body)
}

fn respond(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8], with_body: bool) -> io::Result<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// What stands at a request's target.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A folder asked for without its slash, and the address with it.
    Folder(String),
    Nothing,
}

fn find(site: &Site, target: &str) -> Found {
    let (path, query) = target.find('?').map_or((target, ""), |at| target.split_at(at));
    if !path.is_empty() && format!("{path}/") == site.mount {
        return Found::Folder(format!("{path}/{query}"));
    }
    let Some(file) = path.strip_prefix(&site.mount).and_then(|below| file_below(&site.folder, below)) else {
        return Found::Nothing;
    };
    match (file.is_dir(), path.ends_with('/')) {
        (true, true) => Found::File(file.join("index.html")),
        (true, false) => Found::Folder(format!("{path}/{query}")),
        (false, true) => Found::Nothing,
        (false, false) => Found::File(file),
    }
}

/// The file that a path names, if it stays below the folder.
fn file_below(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = decode(path)?;
    let mut file = folder.to_owned();
    let path = path.strip_suffix('/').unwrap_or(&path);
    for segment in path.split('/').filter(|_| !path.is_empty()) {
        let leads_away = matches!(segment, "" | "." | "..") || segment.contains(['\\', ':', '\0']);
        if leads_away {
            return None;
        }
        file.push(segment);
    }
    Some(file)
}

/// A path without its percent signs.
fn decode(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Browsers compile WebAssembly as it arrives only under its own type, and run modules only under JavaScript's.
fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This package, served as if it were a site.
    fn site(mount: &str) -> Site {
        Site { folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")), mount: mount.to_owned() }
    }

    #[test]
    fn files_and_folders_are_found_below_the_mount() {
        let site = site("/deep/sub/");
        let main = site.folder.join("src/main.rs");
        let cases = [
            ("/deep/sub/src/main.rs?x=1", Found::File(main.clone())),
            ("/deep/sub/src/m%61in.rs", Found::File(main)),
            ("/deep/sub/src/main.rs/", Found::Nothing),
            ("/deep/sub/src?f=x%2F2&n=1", Found::Folder("/deep/sub/src/?f=x%2F2&n=1".into())),
            ("/deep/sub/src/", Found::File(site.folder.join("src/index.html"))),
            ("/deep/sub/", Found::File(site.folder.join("index.html"))),
            ("/deep/sub?n=1", Found::Folder("/deep/sub/?n=1".into())),
            ("/src/main.rs", Found::Nothing),
            ("/", Found::Nothing),
        ];
        for (target, expected) in cases {
            assert_eq!(find(&site, target), expected, "{target}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder_or_to_another_host() {
        let away = ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/src/..%2f..%2fCargo.toml", "//src", "/src//", "/./src"];
        let broken = ["/..\\Cargo.toml", "/c:/x", "/%00", "/%zz", "/%", "/%ff", "src", ""];
        for target in away.into_iter().chain(broken) {
            assert_eq!(find(&site("/"), target), Found::Nothing, "{target}");
        }
    }

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        for (name, expected) in [("a.wasm", "application/wasm"), ("a.js", "text/javascript; charset=utf-8")] {
            assert_eq!(mime_type(Path::new(name)), expected);
        }
        assert_eq!(mime_type(Path::new("LICENSE")), "application/octet-stream");
    }

    /// The whole of what the server sends for one request.
    fn exchange(request: &str) -> Result<String> {
        let server = Server::bind(site("/"), 0)?;
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port))?;
        thread::spawn(move || server.run());
        stream.write_all(request.as_bytes())?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response)
    }

    #[test]
    fn a_request_is_answered_over_the_wire() -> Result<()> {
        let response = exchange("GET /Cargo.toml HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
        assert!(response.contains("\r\n\r\n[package]\n"), "{response}");

        let response = exchange("HEAD /Cargo.toml HTTP/1.1\r\n\r\n")?;
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n") && response.ends_with("\r\n\r\n"), "{response}");

        let response = exchange("GET /src?n=1 HTTP/1.1\r\n\r\n")?;
        assert!(response.contains("\r\nLocation: /src/?n=1\r\n"), "{response}");

        assert!(exchange("GET /nothing HTTP/1.1\r\n\r\n")?.starts_with("HTTP/1.1 404 "));
        assert!(exchange("POST / HTTP/1.1\r\n\r\n")?.starts_with("HTTP/1.1 405 "));
        Ok(())
    }
}
