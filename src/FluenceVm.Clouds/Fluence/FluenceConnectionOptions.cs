using System.Security;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>What a connection to Fluence needs to know.</summary>
public sealed class FluenceConnectionOptions
{
    /// <summary>The service's address. <c>http</c> is accepted for loopback addresses only.</summary>
    public Uri Endpoint { get; init; } = new("https://api.fluence.dev/");

    /// <summary>The key. It stays in its <see cref="SecureString"/> until a request is written.</summary>
    public SecureString ApiKey { get; init; } = new();

    /// <summary>The generation to speak, or <see cref="FluenceApiVersion.Auto"/>.</summary>
    public FluenceApiVersion ApiVersion { get; init; } = FluenceApiVersion.Auto;

    /// <summary>What tells the emulator behind the connection from every other one; null for a service.</summary>
    public string? EmulatorId { get; init; }

    /// <summary>Sends the requests instead of the network: an in-process emulator. Not disposed by the connection.</summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>How long one attempt may take until its response's headers are there, and how long its body may stand still.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The service's time, by which ages are told; null for this machine's. An emulator may have been moved on.</summary>
    public Func<DateTimeOffset>? Clock { get; init; }

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
