using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests;

/// <summary>docs/fidelity.md says what is served, no more and no less, where each operation is documented, and what is guessed.</summary>
public sealed class FidelityPageTests
{
    private static readonly string[] FilesOfGuesses =
        ["src/FluenceVm.Emulator/Fluence/Cloud/CloudGuesses.cs", "src/FluenceVm.Clouds/Fluence/Cloud/Guesses.cs"];

    [Fact]
    public void Every_route_of_Fluence_is_on_the_page_and_no_other()
    {
        var served = new FluenceService("key", new FluenceAccount(seed: 1), EmulatorGenerations.All, DateTimeOffset.UnixEpoch).Routes;

        var told = FidelityPage.All.Where(row => !IsOfCudos(row)).Select(row => (row.Route, row.Fault));
        Assert.Equal(served.Order(), told.Order());
    }

    [Fact]
    public async Task Every_route_of_Cudos_on_the_page_is_served()
    {
        using var emulator = new VmEmulator();
        using var client = new EmulatorClient(emulator);
        foreach (var row in FidelityPage.All.Where(IsOfCudos))
        {
            var parts = row.Route.Split(' ');
            await client.Send(
                new HttpMethod(parts[0]),
                parts[1].TrimStart('/').Replace("{", "a", StringComparison.Ordinal).Replace("}", "a", StringComparison.Ordinal),
                parts[0] == "POST" ? "{}" : null);
            Assert.Equal(row.Fault, emulator.Requests[^1].Operation);
        }
    }

    [Fact]
    public void Every_operation_on_the_page_can_be_struck_by_a_fault() =>
        Assert.Superset(FidelityPage.All.Select(row => row.Fault).ToHashSet(), EmulatorFault.Operations.ToHashSet());

    [SkippableFact]
    public void What_is_held_against_the_OpenAPI_file_is_an_operation_of_that_name_in_that_version()
    {
        Skip.If(OpenApiFile.Find() is null, OpenApiFile.WhyAbsent);
        using var file = JsonDocument.Parse(File.ReadAllText(OpenApiFile.Find()!));
        var version = file.RootElement.GetProperty("info").GetProperty("version").GetString();
        var operations =
            from path in file.RootElement.GetProperty("paths").EnumerateObject()
            where path.Name.StartsWith("/v3/", StringComparison.Ordinal)
            from operation in path.Value.EnumerateObject()
            select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value.GetProperty("operationId").GetString(), version);

        Assert.Equal(operations.Order(), FidelityPage.Cloud.Select(row => (row.Route, row.DocumentedIn, row.HeldAgainst)).Order()!);
    }

    [Fact]
    public void The_module_sends_every_operation_but_those_of_paying_in_and_of_the_profile()
    {
        var unsent = FidelityPage.Cloud.Where(row => !row.SentBy.Contains("module"));

        Assert.All(unsent, row => Assert.Matches("/v3/(top-ups|promo-codes|payment-methods|account/profile)", row.Route));
    }

    [Fact]
    public void What_is_documented_on_a_page_is_under_a_heading_there_and_the_emulators_own_routes_nowhere()
    {
        foreach (var row in FidelityPage.All.Except(FidelityPage.Cloud))
        {
            var link = Regex.Match(row.DocumentedIn, @"^\[(.+)\]\((.+)#(.+)\)$");
            Assert.NotEqual(row.Route.Contains(" /emulator", StringComparison.Ordinal), link.Success);
            if (link.Success)
            {
                Assert.Equal(link.Groups[3].Value, link.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'));
                Assert.Contains($"## {link.Groups[1].Value}", File.ReadAllLines(PathOf("docs/" + link.Groups[2].Value)));
            }
        }
    }

    [Fact]
    public void Every_guess_is_on_the_page_and_no_other()
    {
        var guesses = FilesOfGuesses.SelectMany(file => Names(
            File.ReadAllText(PathOf(file)),
            @"^    public (?:const|static readonly|static) \S+ (\w+)"));
        var told = FidelityPage.All.SelectMany(row => Names(row.Guessed, "`([A-Z]\\w+)`"));

        Assert.Equal(guesses.Order(), told.Append("MostBodyBytes").Distinct().Order());
        Assert.Contains("`MostBodyBytes`", FidelityPage.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    private static bool IsOfCudos(FidelityRow row) => row.Fault is "Query" or "Execute";

    private static string PathOf(string path) => Path.Combine(RepositoryFolder.Path, path);
}
