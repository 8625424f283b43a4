namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>What the server puts up with before it turns a client away.</summary>
internal sealed record ServerLimits
{
    /// <summary>The request line and all headers together, in bytes.</summary>
    public int HeadBytes { get; init; } = 32 * 1024;

    public int Headers { get; init; } = 100;

    /// <summary>A request's body, in bytes.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Connections at once; one more takes the place of the one that has been silent longest.</summary>
    public int Connections { get; init; } = 512;

    /// <summary>From a request's first byte to its last.</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between requests on a connection that is kept open.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a response to be taken.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(60);
}
