raise SystemExit("this must never run in the grader")
