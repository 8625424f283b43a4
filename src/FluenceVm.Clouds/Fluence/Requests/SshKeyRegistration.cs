using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>The response to registering an SSH key.</summary>
public sealed class SshKeyRegistration
{
    /// <summary>The key as the service knows it.</summary>
    public SshKey Key { get; init; } = new();

    /// <summary>Whether it was registered before already (200 instead of 201).</summary>
    public bool WasKnown { get; init; }
}
