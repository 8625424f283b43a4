using System.Management.Automation;
using System.Security;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Context;

/// <summary>A cmdlet that is told which service to talk to, and as whom.</summary>
public abstract class FluenceTargetCmdlet : AsyncCmdlet
{
    private protected const string ServiceSet = "Service";
    private protected const string EmulatorSet = "Emulator";

    private protected FluenceTargetCmdlet()
    {
    }

    /// <summary>The API key; by default the environment variable FLUENCE_API_KEY.</summary>
    [Parameter(Position = 0, ParameterSetName = ServiceSet)]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The service's address; by default the environment variable FLUENCE_ENDPOINT, else the public service.</summary>
    [Parameter(Position = 1, ParameterSetName = ServiceSet)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The generation of the service; by default it is found out by a read.</summary>
    [Parameter]
    public FluenceApiVersion ApiVersion { get; set; } = FluenceApiVersion.Auto;

    /// <summary>Means the emulator of this runspace: no account, no money, no network.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet)]
    public SwitchParameter Emulator { get; set; }

    private protected FluenceTarget Target() => Emulator
        ? FluenceConnector.ToEmulator(Connections.Embedded, ApiVersion)
        : FluenceConnector.ToService(ApiKey, Endpoint, ApiVersion, Connections.Emulators);
}
