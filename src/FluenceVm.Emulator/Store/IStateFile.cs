namespace FluenceVm.Emulator.Store;

/// <summary>A file that only grows until it is replaced as a whole. What a method has returned from survives a crash.</summary>
internal interface IStateFile : IDisposable
{
    /// <summary>What messages call it.</summary>
    string Path { get; }

    /// <summary>Everything; null if it isn't there.</summary>
    byte[]? Read();

    /// <summary>Replaces it. A crash in the middle leaves the old file or the new one.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    void Replace(ReadOnlyMemory<byte> whole);

    /// <summary>Adds to its end. A crash in the middle leaves part of the addition, right or wrong, and nothing else is touched.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    void Append(ReadOnlyMemory<byte> addition);
}
