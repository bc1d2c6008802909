"""The site: library + compiled curricula → Markdown pages, a theme and a config for MkDocs; then the finished folder
made safe.
"""
