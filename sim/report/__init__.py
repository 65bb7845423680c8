"""Figures for people. Everything here reads tables, never simulation objects."""
