"""An address as a QR picture of our own, so that no other host is asked for one."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4  # modules of white around it, as the standard asks


def svg(address: str, *, label: str = "") -> SafeString:
    """The picture as SVG, dark on white in any theme; one unit is one module."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {side} {side}"'
        ' role="img" aria-label="{label}">'
        '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>',
        side=len(rows),
        label=label,
        path=path,
    )
