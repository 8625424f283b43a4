using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Accounts;

/// <summary>The errors about registered accounts.</summary>
internal static class AccountErrors
{
    public static CmdletException NotFound(string name, IEnumerable<FluenceAccount> known) => CmdletException.Of(
        nameof(Messages.AccountNotFound),
        ErrorCategory.ObjectNotFound,
        name,
        name,
        string.Join(", ", known.Select(account => account.Name).DefaultIfEmpty(Messages.NoneRegistered)));

    public static CmdletException Exists(FluenceAccount account) =>
        CmdletException.Of(nameof(Messages.AccountExists), ErrorCategory.ResourceExists, account, account.Name);

    public static CmdletException NameInvalid(string name) =>
        CmdletException.Of(nameof(Messages.AccountNameInvalid), ErrorCategory.InvalidArgument, name, name);

    // What was given instead of a variable's or a secret's name may be the key: these messages don't repeat it, nor name a target.
    public static CmdletException VariableUnknown() =>
        CmdletException.Of(nameof(Messages.AccountVariableUnknown), ErrorCategory.InvalidArgument, null);

    public static CmdletException SecretUnknown() =>
        CmdletException.Of(nameof(Messages.AccountSecretUnknown), ErrorCategory.ObjectNotFound, null);

    public static CmdletException SecretUnreadable(string reason) =>
        CmdletException.Of(nameof(Messages.AccountSecretUnreadable), ErrorCategory.ReadError, null, reason);

    public static CmdletException VariableEmpty(FluenceAccount account) => CmdletException.Of(
        nameof(Messages.AccountVariableEmpty), ErrorCategory.AuthenticationError, account, account.Name, account.KeyVariable);

    public static CmdletException KeyUnreadable(FluenceAccount account, string reason) => CmdletException.Of(
        nameof(Messages.AccountKeyUnreadable), ErrorCategory.AuthenticationError, account, account.Name, account.SecretName, reason);

    public static CmdletException SecretIsNoKey(FluenceAccount account) => CmdletException.Of(
        nameof(Messages.AccountSecretIsNoKey), ErrorCategory.AuthenticationError, account, account.SecretName, account.Name);

    public static CmdletException SecretModuleMissing(string module) =>
        CmdletException.Of(nameof(Messages.SecretModuleMissing), ErrorCategory.NotInstalled, module, module);
}
