namespace FluenceVm.Clouds.Journal;

/// <summary>
/// Holds an operation for one caller alone, until it is disposed or the process ends. Shares without locks grant the same
/// lock twice; so the holder also writes a number of its own, and whoever wrote it last has the operation.
/// </summary>
internal sealed class OperationLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holderPath;
    private readonly string _nonce = Guid.NewGuid().ToString("N");

    private OperationLock(FileStream file, string holderPath)
    {
        _file = file;
        _holderPath = holderPath;
    }

    /// <summary>Takes the lock; null if somebody else has it.</summary>
    public static OperationLock? TryTake(string path)
    {
        FileStream file;
        try
        {
            // Stays behind: a lock file that is removed while another process waits for it would let two of them in.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
        var taken = new OperationLock(file, path + ".holder");
        try
        {
            UserOnly.RestrictFile(path);
            using var holder = UserOnly.CreateFile(taken._holderPath);
            using var writer = new StreamWriter(holder);
            writer.Write(taken._nonce);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return taken;
    }

    /// <summary>Removes the files of a lock whose operation is gone.</summary>
    public static void Forget(string path)
    {
        try
        {
            File.Delete(path);
            File.Delete(path + ".holder");
        }
        catch (IOException)
        {
            // Somebody begins an operation of this key anew, and needs them.
        }
    }

    /// <summary>Whether nobody else has taken it since.</summary>
    public bool IsMine
    {
        get
        {
            try
            {
                return File.ReadAllText(_holderPath) == _nonce;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
