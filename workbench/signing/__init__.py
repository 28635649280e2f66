"""Keys, certificates, signatures on records and PDFs, and the code on certificates; nothing here reads a clock.

`keys` holds one private key, `key_envelope` keeps it at rest, `authority` is the project's file CA and `trust` says
whom to believe at which moment. `pades` signs and checks PDFs, `certificate_code` the QR of a certificate. Import the
module you need: pyHanko is loaded only by the functions of `pades`, so a start-up that signs no PDF never pays for it.
"""

from __future__ import annotations
