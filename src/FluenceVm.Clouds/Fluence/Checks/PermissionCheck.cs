using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>
/// Whether the key may do what the cmdlets do. Reads are tried; what may be changed can only be looked up, because trying would change
/// something.
/// </summary>
internal static class PermissionCheck
{
    private const int AtOnce = 4;

    /// <summary>Whether a refusal means that the key lacks a permission.</summary>
    public static bool IsMissing(Exception? problem) => problem is FluenceApiException { Status: 403 };

    public static async Task RunAsync(CheckReport report, CheckRequests requests, CancellationToken cancellationToken)
    {
        var told = await ToldAsync(requests, cancellationToken);
        var allowed = new Dictionary<NeededPermission, bool?>();
        await Bounded.ForEachAsync(
            NeededPermission.All,
            AtOnce,
            async (needed, token) =>
            {
                var answer = await AllowsAsync(needed, told, requests, token);
                lock (allowed)
                {
                    allowed[needed] = answer;
                }
            },
            cancellationToken);
        Tell(report, NeededPermission.All.ToLookup(needed => allowed[needed]));
    }

    // What the account may do, which a key may be allowed less of.
    private static async Task<HashSet<string>?> ToldAsync(CheckRequests requests, CancellationToken cancellationToken)
    {
        var (account, _) = await requests.TryAsync(
            FluenceApiVersion.Cloud,
            "v3/account",
            (_, response) => response.ReadObjectAsync(CloudJson.Default.AccountWire, cancellationToken),
            cancellationToken);
        return account?.Permissions is { } permissions ? new HashSet<string>(permissions, StringComparer.Ordinal) : null;
    }

    private static async Task<bool?> AllowsAsync(
        NeededPermission needed, HashSet<string>? told, CheckRequests requests, CancellationToken cancellationToken)
    {
        if (needed.Path is null)
        {
            return told?.Contains(needed.Name);
        }
        var problem = await requests.ProblemOfAsync(FluenceApiVersion.Cloud, needed.Path, cancellationToken);
        return problem is null ? true : IsMissing(problem) ? false : null;
    }

    private static void Tell(CheckReport report, ILookup<bool?, NeededPermission> found)
    {
        if (found[false].Any())
        {
            var missing = string.Join("; ", found[false].Select(needed => $"{needed.Name} ({needed.Users})"));
            report.Fail(
                FluenceChecks.Permissions, Text.Of(nameof(Messages.CheckPermissionsMissing), missing), Messages.CheckPermissionsAdvice);
        }
        else if (found[null].Any())
        {
            var unknown = string.Join(", ", found[null].Select(needed => needed.Name));
            report.Unknown(FluenceChecks.Permissions, Text.Of(nameof(Messages.CheckPermissionsUnknown), unknown));
        }
        else
        {
            report.Pass(FluenceChecks.Permissions, Messages.CheckPermissions);
        }
    }
}
