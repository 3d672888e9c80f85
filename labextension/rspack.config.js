// Names instead of numbers, so that the built files are the same in every folder.
module.exports = { optimization: { moduleIds: 'named', chunkIds: 'named' } };
