using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Engine;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Gives a name to a service and to the place where its key is kept. The key itself is not written down.</summary>
[Cmdlet(
    VerbsLifecycle.Register,
    "FluenceAccount",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = SecretSet)]
[OutputType(typeof(FluenceAccount))]
public sealed class RegisterFluenceAccountCommand : AsyncCmdlet
{
    private const string SecretSet = "Secret";
    private const string VariableSet = "Variable";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Regex NameForm = new("^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}$", RegexOptions.CultureInvariant, Patience);
    private static readonly Regex VariableForm = new("^[A-Za-z_][A-Za-z0-9_]{0,99}$", RegexOptions.CultureInvariant, Patience);

    /// <summary>The account's name, for example <c>prod</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The name of the secret that holds the key.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; by default the one that Get-Secret looks into.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The environment variable that holds the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VariableSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyVariable { get; set; }

    /// <summary>The service's address; by default the public service.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri Endpoint { get; set; } = FluenceConnector.PublicService;

    /// <summary>The generation of the service; by default it is found out by a read.</summary>
    [Parameter]
    public FluenceApiVersion ApiVersion { get; set; } = FluenceApiVersion.Auto;

    /// <summary>Replaces an account of the same name, and registers one whose key isn't there yet.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the account.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var account = await AccountAsync();
        if (await ConfirmAsync(Prompt.Of(
            nameof(Messages.RegisterAccountCaption),
            nameof(Messages.RegisterAccountQuery),
            nameof(Messages.RegisterAccountDescription),
            account)))
        {
            await new AccountBook().PutAsync(account, cancellationToken);
            if (PassThru)
            {
                Write(account);
            }
        }
    }

    private async Task<FluenceAccount> AccountAsync()
    {
        var account = new FluenceAccount
        {
            Name = NameForm.IsMatch(Name) ? Name : throw AccountErrors.NameInvalid(Name),
            Endpoint = Endpoint,
            ApiVersion = ApiVersion.ToString(),
            SecretName = SecretName,
            Vault = Vault,
            KeyVariable = KeyVariable,
        };
        AccountBook.Check(account);
        await CheckKeyAsync(account);
        return new AccountBook().Find(Name) is { } other && !Force ? throw AccountErrors.Exists(other) : account;
    }

    // A key that was given in the place of its name would end on the disk; what is there under that name isn't the key.
    private async Task CheckKeyAsync(FluenceAccount account)
    {
        if (account.KeyVariable is { } variable)
        {
            if (!VariableForm.IsMatch(variable) || (!Force && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable))))
            {
                throw AccountErrors.VariableUnknown();
            }
        }
        else if (!Force && !await AskAsync(() => AccountKeys.HasSecret(account.SecretName!, account.Vault)))
        {
            throw AccountErrors.SecretUnknown();
        }
    }
}
