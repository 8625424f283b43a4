using System.Management.Automation;
using System.Security;
using FluenceVm.Engine;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Context;

/// <summary>A cmdlet that is told which service to talk to, and as whom.</summary>
public abstract class FluenceTargetCmdlet : AsyncCmdlet
{
    private protected const string ServiceSet = "Service";
    private protected const string EmulatorSet = "Emulator";
    private protected const string AccountSet = "Account";

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

    /// <summary>The name of a registered account; by default the one that the environment variable FLUENCE_ACCOUNT names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccountSet)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Account { get; set; }

    private protected async Task<FluenceTarget> TargetAsync()
    {
        if (Emulator)
        {
            return FluenceConnector.ToEmulator(Connections.Embedded, ApiVersion);
        }
        // Whoever says a key or an address means that one.
        var name = Account ?? (ApiKey is null && Endpoint is null ? FluenceConnector.AccountFromEnvironment : null);
        return name is null
            ? FluenceConnector.ToService(ApiKey, Endpoint, ApiVersion, Connections.Emulators)
            : await AskAsync(() => FluenceConnector.ToAccount(FluenceConnector.Account(name), ApiVersion, Connections.Emulators));
    }
}
