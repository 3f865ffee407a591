#!/usr/bin/env python3
"""Makes style/fonts/: the glyphs that the page needs, out of the faces that npm carries.

    pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource/stix-two-math@5.3.0 @fontsource-variable/source-serif-4@5.3.1 \\
        @fontsource-variable/source-sans-3@5.3.0      # each unpacked into the folder that its name has below
    python3 style/make-fonts.py <the folder of the three>

The Open Font License keeps the name "Source" for the original, so the changed faces have names of their own.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin letters and the marks of a text; Greek comes from the mathematical face.
TEXT = """20-7E A0-FF 131 152 153 178 2C6 2DA 2DC 2010-2015 2018-201E 2020-2022 2026 2030 2032 2033 2039 203A 2044 20AC
2122 2190-2193 2212 2215 2248 2260 2264 2265"""
# As the text, and what numbers on axes need.
LETTERING = TEXT + " 2070 2074-208E 3B1-3C9"
# Letters in all mathematical styles but Fraktur, Greek, operators, arrows, brackets, accents.
MATH = """20-7E A0 A7 AC AF B0 B1 B4 B7 D7 F7 131 237 2C6 2C7 2D8-2DD 300-304 306-308 30A 30C 332 338 391-3A9 3B1-3C9
3D1 3D5 3D6 3F0 3F1 3F4 3F5 3F6 2010-2016 2018-201D 2020-2022 2026 2032-2037 203E 2044 2057 2061-2064 20D6 20D7
210E 210F 2102 210B 2110 2112 2113 2115 2118 2119 211A 211B 211C 211D 2124 212C 2130 2131 2133 2190-2199 21A6 21A9
21AA 21BC 21BD 21C0 21C1 21CC 21D0-21D5 2200-220D 220F-2220 2223-2237 223C 2243 2245 2248 224D 2250 2254 2255
2260-2262 2264-2273 227A 227B 2282-228B 2295-2299 22A2-22A5 22C0-22C6 22EE-22F1 2308-230B 23B4 23B5 23DC-23DF 25A1
25CB 25CF 27C2 27E6-27EF 27F5-27FA 27FC 2A00-2A02 2A7D 2A7E 1D400-1D454 1D456-1D49C 1D49E 1D49F 1D4A2 1D4A5 1D4A6
1D4A9-1D4AC 1D4AE-1D4B5 1D538-1D56B 1D6A4 1D6A5 1D6A8-1D71B 1D7CE-1D7D7"""

FACES = [
    # file, family, source, characters, features, limits of the variable axes
    ("stix-two-math", None, "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2", MATH, ["*"], {}),
    ("gradus-serif", "Gradus Serif", "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
     TEXT, ["kern", "liga", "ccmp", "tnum"], {"wght": (400, 650)}),
    ("gradus-serif-italic", "Gradus Serif",
     "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
     TEXT, ["kern", "liga", "ccmp"], {"wght": 400}),
    ("gradus-sans", "Gradus Sans", "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
     LETTERING, ["kern", "liga", "ccmp", "tnum"], {"wght": (400, 650)}),
]


def characters(ranges: str) -> list[int]:
    found = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


def make(source: pathlib.Path, file: pathlib.Path, family: str | None, ranges: str, features: list[str], limits: dict):
    font = TTFont(source)
    options = subset.Options(layout_features=features, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(ranges))
    subsetter.subset(font)
    if limits:
        font = instancer.instantiateVariableFont(font, limits)
    if family:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 16):
                record.string = family
            if record.nameID == 6:
                record.string = file.stem
    font.flavor = "woff2"
    font.save(file)
    print(f"{file.stat().st_size:>7} {file}")


def main():
    sources = pathlib.Path(sys.argv[1])
    target = pathlib.Path(__file__).parent / "fonts"
    target.mkdir(exist_ok=True)
    for stem, family, source, ranges, features, limits in FACES:
        make(sources / source, target / f"{stem}.woff2", family, ranges, features, limits)


if __name__ == "__main__":
    main()
