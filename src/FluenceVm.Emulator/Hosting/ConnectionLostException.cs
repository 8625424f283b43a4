namespace FluenceVm.Emulator.Hosting;

/// <summary>A planted fault: the connection breaks off here, and the client gets no response.</summary>
internal sealed class ConnectionLostException : IOException
{
    public ConnectionLostException() : base("The connection was closed before a response arrived.") { }
}
