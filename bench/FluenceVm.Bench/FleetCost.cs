using System.Globalization;
using System.Text;

namespace FluenceVm.Bench;

/// <summary>What a step took with a fleet of one size.</summary>
/// <param name="Step">The step.</param>
/// <param name="Size">How many VMs.</param>
/// <param name="Requests">How many requests the service got.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record FleetCost(string Step, int Size, long Requests, double Milliseconds)
{
    /// <summary>The costs of each step by size.</summary>
    public static string Table(IEnumerable<FleetCost> costs)
    {
        var table = new StringBuilder("| generation Cloud | VMs | requests | per VM | time | per VM |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (var cost in costs.OrderBy(each => each.Step, StringComparer.Ordinal).ThenBy(each => each.Size))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {cost.Step} | {cost.Size:N0} | {cost.Requests:N0} ");
            table.Append(CultureInfo.InvariantCulture, $"| {(double)cost.Requests / cost.Size:0.###} | {cost.Milliseconds / 1000:0.00} s ");
            table.Append(CultureInfo.InvariantCulture, $"| {cost.Milliseconds / cost.Size:0.00} ms |\n");
        }
        return table.ToString();
    }
}
