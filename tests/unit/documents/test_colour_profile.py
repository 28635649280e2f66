"""The colour profile is sRGB, small, and always the same."""

from __future__ import annotations

import hashlib
import struct
from io import BytesIO

from PIL import Image, ImageCms

from workbench.documents.colour_profile import srgb_profile


def test_the_profile_says_its_own_size_and_kind():
    profile = srgb_profile()
    assert struct.unpack(">I", profile[:4])[0] == len(profile) < 1100
    assert profile[12:20] == b"mntrRGB "
    assert profile[36:40] == b"acsp"


def test_colours_mean_the_same_as_in_the_reference_profile():
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    colours = [(200, 30, 90), (17, 128, 250), (5, 5, 5), (255, 255, 255), (128, 128, 128)]
    for colour in colours:
        swatch = Image.new("RGB", (1, 1), colour)
        turned = ImageCms.profileToProfile(swatch, ours, ImageCms.createProfile("sRGB"))
        assert turned is not None
        got = turned.getpixel((0, 0))
        assert isinstance(got, tuple)
        assert max(abs(a - b) for a, b in zip(got, colour, strict=True)) <= 1


def test_the_profile_is_the_same_on_every_machine():
    digest = hashlib.sha256(srgb_profile()).hexdigest()
    assert digest == "e0118e79986b2030d90f2c515f91b37121172ae3d7eb6bdf8fbace015f051d97"
