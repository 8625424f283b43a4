namespace FluenceVm.ModuleTests.House;

/// <summary>Each rule sees a violation that is planted for it, so that none of them holds because it looks at nothing.</summary>
public sealed class PlantedViolationTests
{
    [Fact]
    public void A_namespace_that_is_not_the_folder() =>
        Sees(NamespaceRule.Findings, "src/FluenceVm.Clouds/Http/Planted.cs", "namespace FluenceVm.Clouds.Elsewhere;\nclass Planted;");

    [Theory]
    [InlineData("src/FluenceVm.Clouds/Http/Planted.cs", "using FluenceVm.Clouds.Fluence;\nnamespace FluenceVm.Clouds.Http;")]
    [InlineData("src/FluenceVm.Clouds/Http/Planted.cs", "namespace FluenceVm.Clouds.Http;\nclass Planted { FluenceApiException? _e; }")]
    [InlineData("src/FluenceVm.Clouds/Cudos/Planted.cs", "namespace FluenceVm.Clouds.Cudos;\nclass Planted(Fluence.Rules.VmRules r);")]
    [InlineData("src/FluenceVm.Emulator/Planted.cs", "using FluenceVm.Clouds.Json;\nnamespace FluenceVm.Emulator;\nclass Planted;")]
    [InlineData("src/FluenceVm.Clouds/Planted.cs", "using System.Management.Automation;\nnamespace FluenceVm.Clouds;\nclass Planted;")]
    public void A_use_of_what_must_not_be_known(string path, string text) => Sees(UseRule.Findings, path, text);

    [Fact]
    public void A_thing_that_lies_far_from_its_only_user() => Assert.NotEmpty(PlaceRule.Findings(
    [
        new SourceFile("src/FluenceVm.Clouds/Http/Planted.cs", "namespace FluenceVm.Clouds.Http;\ninternal class Planted;"),
        new SourceFile(
            "src/FluenceVm.Clouds/Cudos/Contract/User.cs",
            "namespace FluenceVm.Clouds.Cudos.Contract;\ninternal class User(Planted planted);"),
    ]));

    [Fact]
    public void Two_types_of_one_name() => Assert.NotEmpty(NameRule.Findings(
    [
        new SourceFile("src/FluenceVm.Clouds/Http/Planted.cs", "namespace FluenceVm.Clouds.Http;\nclass Planted;"),
        new SourceFile("src/FluenceVm.Clouds/Ssh/Planted.cs", "namespace FluenceVm.Clouds.Ssh;\nclass Planted;"),
    ]));

    [Fact]
    public void A_line_of_141_columns() => Sees(WidthRule.Findings, "tests/Pester/Planted.ps1", new string('#', 141));

    [Theory]
    [InlineData("// As the marketplace page says.")]
    [InlineData("// As docs/none.md says.")]
    [InlineData("// As docs/services/fluence-market.md, \"Nothing of the kind\" says.")]
    [InlineData("/// See docs/services/fluence-market.md,\n/// \"Nothing of the kind\".")]
    public void A_citation_that_leads_nowhere(string text) => Sees(CitationRule.Findings, "src/FluenceVm.Clouds/Planted.cs", text);

    [Theory]
    [InlineData("class Planted { void Send(bool repeatable = true) { } }")]
    [InlineData("class Planted { void Send(Repetition how = Repetition.Allowed) { } }")]
    public void A_request_that_is_repeated_by_default(string text) =>
        Sees(RepetitionRule.Findings, "src/FluenceVm.Clouds/Planted.cs", text);

    [Fact]
    public void An_await_of_another_kind() =>
        Sees(
            WaitingRule.Findings,
            "src/FluenceVm.Clouds/Planted.cs",
            "class P { async Task A(Task t) => await t.ConfigureAwait" + "(false); }");

    [Theory]
    [InlineData("That is no valid name.")]
    [InlineData("The VM shall run.")]
    [InlineData("It costs 0.29 USDC an epoch.")]
    [InlineData("The name; null where there is none.")]
    public void Words_that_a_native_would_not_write(string text)
    {
        Sees(EnglishRule.Findings, "docs/planted.md", text);
        Sees(EnglishRule.Findings, "src/FluenceVm.Clouds/Planted.cs", "// " + text);
    }

    private static void Sees(Func<IEnumerable<SourceFile>, IEnumerable<string>> rule, string path, string text)
    {
        SourceFile[] known = [.. Repository.Files.Where(file => file.IsIn("src/FluenceVm.Clouds"))];
        var before = rule(known).ToHashSet(StringComparer.Ordinal);
        Assert.Contains(rule([.. known, new SourceFile(path, text)]), finding => !before.Contains(finding));
    }
}
