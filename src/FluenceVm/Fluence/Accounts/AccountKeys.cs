using System.Management.Automation;
using System.Net;
using System.Security;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Accounts;

/// <summary>
/// Fetches an account's key from where it is kept. For the pipeline thread only: a vault may ask for its password there.
/// </summary>
internal static class AccountKeys
{
    private const string SecretModule = "Microsoft.PowerShell.SecretManagement";

    /// <summary>The key of an account.</summary>
    public static SecureString Read(FluenceAccount account) =>
        account.SecretName is { } secret ? FromVault(account, secret) : FromVariable(account);

    /// <summary>Whether there is a secret of a name. It isn't read.</summary>
    /// <param name="secret">The name.</param>
    /// <param name="vault">The vault; null for all.</param>
    public static bool HasSecret(string secret, string? vault) =>
        Ask("Get-SecretInfo", WildcardPattern.Escape(secret), vault, AccountErrors.SecretUnreadable).Count > 0;

    private static SecureString FromVariable(FluenceAccount account) =>
        Environment.GetEnvironmentVariable(account.KeyVariable ?? string.Empty)?.Trim() is { Length: > 0 } key
            ? new NetworkCredential(string.Empty, key).SecurePassword
            : throw AccountErrors.VariableEmpty(account);

    private static SecureString FromVault(FluenceAccount account, string secret)
    {
        var found = Ask("Get-Secret", secret, account.Vault, reason => AccountErrors.KeyUnreadable(account, reason));
        return found.Count == 1 && ToKey(found[0]?.BaseObject) is { Length: > 0 } key ? key : throw AccountErrors.SecretIsNoKey(account);
    }

    private static SecureString? ToKey(object? secret) => secret switch
    {
        SecureString key => key,
        string text => new NetworkCredential(string.Empty, text.Trim()).SecurePassword,
        PSCredential credential => credential.Password,
        _ => null,
    };

    private static IReadOnlyList<PSObject> Ask(string command, string secret, string? vault, Func<string, Exception> failure)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        // By its full name: whatever else is called so must not be handed to the service as a key.
        shell.AddCommand($@"{SecretModule}\{command}").AddParameter("Name", secret).AddParameter("ErrorAction", ActionPreference.Stop);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }
        try
        {
            return [.. shell.Invoke()];
        }
        catch (CommandNotFoundException)
        {
            throw AccountErrors.SecretModuleMissing(SecretModule);
        }
        catch (RuntimeException problem)
        {
            throw failure(problem.Message);
        }
    }
}
