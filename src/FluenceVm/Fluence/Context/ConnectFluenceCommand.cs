using System.Management.Automation;
using System.Security;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Connects this runspace to Fluence, or to an emulator that costs nothing.</summary>
[Cmdlet(VerbsCommunications.Connect, "Fluence", DefaultParameterSetName = ServiceSet)]
[OutputType(typeof(FluenceContext))]
public sealed class ConnectFluenceCommand : AsyncCmdlet
{
    private const string ServiceSet = "Service";
    private const string EmulatorSet = "Emulator";

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

    /// <summary>Connects to the emulator of this runspace: no account, no money, no network.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmulatorSet)]
    public SwitchParameter Emulator { get; set; }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var session = Emulator
            ? FluenceConnector.ToEmulator(Connections.Embedded, ApiVersion)
            : FluenceConnector.ToService(ApiKey, Endpoint, ApiVersion, Connections.Emulators);
        try
        {
            // These are reads, so a wrong key or address shows here and not in the middle of a runbook.
            await session.OpenAsync(report => Report(report.ToString()), this.Tell, Warn, cancellationToken);
            await session.IntroduceAsync(cancellationToken);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        Connections.Fluence = session;
        Write(session);
    }
}
