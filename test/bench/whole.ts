export const wholeFigures = async () => []
