"""Who must be told by when: rules in files, a pure engine, and the reasons for every answer."""
