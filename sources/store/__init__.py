"""What the desk keeps: articles, readings, what is known of the feeds, and the user's marks, in a TinyDB that loses
nothing.

    frames -> generation -> follower -> journal     one file, one frame a commit; readers, then writers
    changes, drafts, index -> storage -> table      TinyDB's tables on it; `Database` stands in for TinyDB
    bodies, shelf                                   texts and statements beside the journal, read when asked for
    rows, records -> store                          the desk's records: `Store`, the door for everybody else
    backup, check, repair, retention, upkeep, exchange
    files, latch, places, faults                    system calls, locks, file systems, errors
"""
