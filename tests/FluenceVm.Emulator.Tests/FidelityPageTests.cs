using System.Text.RegularExpressions;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests;

/// <summary>docs/fidelity.md says what is served, no more and no less.</summary>
public sealed class FidelityPageTests
{
    private static readonly IReadOnlyList<(string Route, string Operation)> Page =
        [.. Regex.Matches(File.ReadAllText(Find("docs/fidelity.md")), @"^\| `(.+)` \| (\w+) \|$", RegexOptions.Multiline)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value))];

    [Fact]
    public void Every_route_of_Fluence_is_on_the_page_and_no_other()
    {
        var served = new FluenceService("key", new FluenceAccount(seed: 1), EmulatorGenerations.All, DateTimeOffset.UnixEpoch).Routes;

        Assert.Equal(served.Order(), Page.Where(row => row.Operation is not ("Query" or "Execute")).Order());
    }

    [Fact]
    public async Task Every_route_of_Cudos_on_the_page_is_served()
    {
        using var emulator = new VmEmulator();
        using var client = new EmulatorClient(emulator);
        foreach (var (route, operation) in Page.Where(row => row.Operation is "Query" or "Execute"))
        {
            var parts = route.Split(' ');
            await client.Send(
                new HttpMethod(parts[0]),
                parts[1].TrimStart('/').Replace("{", "a", StringComparison.Ordinal).Replace("}", "a", StringComparison.Ordinal),
                parts[0] == "POST" ? "{}" : null);
            Assert.Equal(operation, emulator.Requests[^1].Operation);
        }
    }

    [Fact]
    public void Every_operation_on_the_page_can_be_struck_by_a_fault() =>
        Assert.Superset(Page.Select(row => row.Operation).ToHashSet(), EmulatorFault.Operations.ToHashSet());

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, path)))
        {
            folder = folder.Parent ?? throw new FileNotFoundException($"{path} is not above {AppContext.BaseDirectory}.");
        }
        return Path.Combine(folder.FullName, path);
    }
}
