using System.Globalization;
using System.Management.Automation;
using System.Runtime.InteropServices;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Context;

/// <summary>Gathers what somebody who helps needs to know, and nothing that must stay private.</summary>
internal static class Diagnostics
{
    /// <summary>The state of things.</summary>
    /// <param name="session">The current connection; null if there is none.</param>
    /// <param name="variables">The session's variables.</param>
    public static FluenceDiagnostics Of(FluenceSession? session, PSVariableIntrinsics variables) => new()
    {
        Module = typeof(Diagnostics).Assembly.GetName().Version!.ToString(3),
        PowerShell = variables.GetValue("PSVersionTable") is System.Collections.IDictionary table
            ? $"{table["PSEdition"]} {table["PSVersion"]}"
            : string.Empty,
        Runtime = RuntimeInformation.FrameworkDescription,
        System = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})",
        Culture = CultureInfo.CurrentCulture.Name,
        Connection = session is null ? null : $"{session.Endpoint.Authority}: {session.ApiVersion} {session.ServiceVersion}".TrimEnd(),
        Permissions = session?.Permissions is { } permissions ? string.Join(" ", permissions) : null,
        Orders = Orders(),
        Requests = session?.LatestRequests,
    };

    private static string? Orders()
    {
        try
        {
            var states = new JournalHome().All()
                .Where(operation => operation.Kind == OperationKind.Order && OrderSteps.IsOfVms(operation))
                .GroupBy(operation => OrderSteps.ToOrder(operation).State)
                .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}"));
            return string.Join(", ", states) is { Length: > 0 } text ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // Its message names a folder of the user's.
            return null;
        }
    }
}
