// Loaded into a shop before it starts (node --import): SIGUSR2 throws where nobody catches; SIGWINCH leaves a promise
// rejected that nobody hears.
process.on('SIGUSR2', () => {
  throw new Error('planted: nobody catches this')
})
process.on('SIGWINCH', () => {
  void Promise.reject(new Error('planted: nobody hears this'))
})
