import sys
print("draft"
