"""Many programs that write at the same time: `python -m tests.data_access.many_writers PROGRAMS RECORDS PUBLISHER`.

Loads the program once and forks, so that the time goes into writing. Each writer prints the code of every record that
was acknowledged, at once, so that it is known also of a writer that is killed.
"""

import os
import sys

from data_access.commands import submit_activity
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, Recipient
from domain.vocabulary import ActivityStatus, Modality


def write(writer: int, records: int, publisher: str) -> None:
    """Hand in so many activities, one after the other."""
    for number in range(records):
        draft = ActivityDraft(
            title=f"Training {number} of writer {writer}",
            publisher=publisher,
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=(Recipient("KEN"), Recipient("UGA")),
        )
        code = submit_activity(OPERATOR, draft, f"{os.getpid()}-{writer}-{number}")
        os.write(sys.stdout.fileno(), f"{code}\n".encode())


def main() -> int:
    """Let all writers write, and say with the exit code whether each of them came to its end."""
    programs, records, publisher = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    if programs == 1:
        write(0, records, publisher)
        return 0
    writers = []
    for writer in range(programs):
        process = os.fork()
        if process == 0:
            status = 1
            try:
                write(writer, records, publisher)
                status = 0
            finally:
                os._exit(status)
        writers.append(process)
    return max(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in writers)


if __name__ == "__main__":
    sys.exit(main())
