using System.Net;
using System.Security;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Emulation;
using FluenceVm.Emulator;
using FluenceVm.Engine;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Context;

/// <summary>Makes connections to Fluence from what a user, the environment or an emulator says.</summary>
internal static class FluenceConnector
{
    public const string KeyVariable = "FLUENCE_API_KEY";
    public const string EndpointVariable = "FLUENCE_ENDPOINT";

    public const string AccountVariable = "FLUENCE_ACCOUNT";

    public static readonly Uri PublicService = new("https://api.fluence.dev/");

    /// <summary>The registered account that the environment names; null if it names none.</summary>
    public static string? AccountFromEnvironment =>
        Environment.GetEnvironmentVariable(AccountVariable)?.Trim() is { Length: > 0 } name ? name : null;

    /// <summary>
    /// The connection to use if none is named: the current one, else one from the environment, for a runbook that never connects.
    /// One that came from the environment is made again once the variables have changed. Null if there is none.
    /// </summary>
    /// <param name="current">The runspace's current connection.</param>
    /// <param name="mayFetch">Whether a key may be fetched from a vault, which only the pipeline thread can do.</param>
    public static FluenceSession? Current(FluenceSession? current, bool mayFetch)
    {
        if (current is { Origin: null })
        {
            return current;
        }
        var account = AccountFromEnvironment is { } name ? Account(name) : null;
        var origin = account is not null ? OriginOf(account) : OriginOfKey();
        if (current is not null && current.Origin == origin)
        {
            return current;
        }
        return origin is null || (account?.SecretName is not null && !mayFetch) ? null
            : Open((account is null
                ? ToService(null, null, FluenceApiVersion.Auto, [])
                : ToAccount(account, FluenceApiVersion.Auto, [])) with { Origin = origin });
    }

    /// <summary>A registered account.</summary>
    /// <exception cref="CmdletException">No account has this name.</exception>
    public static FluenceAccount Account(string name)
    {
        var book = new AccountBook();
        return book.Find(name) ?? throw AccountErrors.NotFound(name, book.All());
    }

    /// <summary>The service of a registered account, with the key from where it is kept. For the pipeline thread only.</summary>
    /// <param name="account">The account.</param>
    /// <param name="version">The generation; <see cref="FluenceApiVersion.Auto"/> for the account's own.</param>
    /// <param name="emulators">Emulators of this session, which the address may be of.</param>
    public static FluenceTarget ToAccount(FluenceAccount account, FluenceApiVersion version, IEnumerable<RunningEmulator> emulators)
    {
        var own = Enum.TryParse<FluenceApiVersion>(account.ApiVersion, ignoreCase: true, out var known) ? known : FluenceApiVersion.Auto;
        var generation = version == FluenceApiVersion.Auto ? own : version;
        return ToService(AccountKeys.Read(account), account.Endpoint, generation, emulators) with { Account = account.Name };
    }

    /// <summary>A service, as it was said or as the environment says.</summary>
    /// <param name="apiKey">The key; null for the environment's.</param>
    /// <param name="endpoint">The address; null for the environment's, else the public service.</param>
    /// <param name="version">The generation.</param>
    /// <param name="emulators">Emulators of this session, which the address may be of.</param>
    public static FluenceTarget ToService(
        SecureString? apiKey, Uri? endpoint, FluenceApiVersion version, IEnumerable<RunningEmulator> emulators)
    {
        var address = endpoint ?? EndpointFromEnvironment() ?? PublicService;
        var emulator = emulators.FirstOrDefault(each => each.Uri == address)?.Emulator;
        var options = new FluenceConnectionOptions
        {
            Endpoint = address,
            ApiKey = apiKey ?? KeyFromEnvironment() ?? new SecureString(),
            ApiVersion = version,
            EmulatorId = IdOf(emulator),
            Clock = ClockOf(emulator),
        };
        return new FluenceTarget(options, emulator);
    }

    /// <summary>An emulator of this process.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="version">The generation.</param>
    public static FluenceTarget ToEmulator(VmEmulator emulator, FluenceApiVersion version) => new(
        new FluenceConnectionOptions
        {
            Endpoint = emulator.Uri,
            ApiKey = new NetworkCredential(string.Empty, emulator.ApiKey).SecurePassword,
            ApiVersion = version == FluenceApiVersion.Auto ? FluenceApiVersion.Cloud : version,
            EmulatorId = IdOf(emulator),
            Clock = ClockOf(emulator),
            Transport = emulator.CreateHandler(),
        },
        emulator);

    /// <summary>A connection. Nothing is sent yet.</summary>
    public static FluenceSession Open(FluenceTarget target) => target.Options.ApiKey.Length == 0
        ? throw CmdletException.ApiKeyMissing()
        : new FluenceSession(new FluenceConnection(target.Options), target.Emulator)
        {
            Origin = target.Origin,
            Account = target.Account,
            Endpoint = target.Options.Endpoint,
            Emulator = target.Emulator is not null,
            ApiKeyHint = Hint(target.Options.ApiKey),
        };

    // Whatever decides where a connection leads and as whom; a secret that has changed is noticed by the service.
    private static string OriginOf(FluenceAccount account) => Clouds.Journal.Account.IdOf(string.Join(
        "\n",
        account.Name,
        account.Endpoint,
        account.ApiVersion,
        account.SecretName,
        account.Vault,
        account.KeyVariable,
        account.KeyVariable is { } variable ? Environment.GetEnvironmentVariable(variable) : null));

    private static string? OriginOfKey() => Environment.GetEnvironmentVariable(KeyVariable)?.Trim() is { Length: > 0 } key
        ? Clouds.Journal.Account.IdOf($"{key}\n{Environment.GetEnvironmentVariable(EndpointVariable)}")
        : null;

    // A new emulator is a new account, whatever its address is.
    // An emulator may have been moved on in time.
    private static Func<DateTimeOffset>? ClockOf(VmEmulator? emulator) =>
        emulator is null ? null : () => DateTimeOffset.UtcNow + emulator.Stepped;

    private static string? IdOf(VmEmulator? emulator) => emulator?.InstanceId.ToString("N");

    private static SecureString? KeyFromEnvironment() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key
            ? new NetworkCredential(string.Empty, key.Trim()).SecurePassword
            : null;

    private static Uri? EndpointFromEnvironment() =>
        Environment.GetEnvironmentVariable(EndpointVariable) is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint
        : throw CmdletException.EndpointInvalid(EndpointVariable);

    // Four characters of a short key would be too much of it.
    private static string? Hint(SecureString key)
    {
        if (key.Length < 16)
        {
            return null;
        }
        var text = new NetworkCredential(string.Empty, key).Password;
        return "..." + text.Substring(text.Length - 4);
    }
}
