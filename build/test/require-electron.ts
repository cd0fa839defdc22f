// Proves, before every test file, that the pool does what it is for.
if (!process.versions['electron']) throw new Error("This run belongs into Electron's Node, and is not there.");
