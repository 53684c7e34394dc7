"""What guessing a passphrase costs."""

import msgspec


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What guessing one passphrase costs (Argon2id); kept with the slot it was used for."""

    memory: int  # KiB
    passes: int
    lanes: int


USUAL = Cost(memory=64 * 1024, passes=3, lanes=4)  # about 0.13 s on two shared cores
