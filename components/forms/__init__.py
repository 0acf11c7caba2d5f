"""The forms in which contributors write records: steps and fields as data, one engine that draws and keeps them."""
