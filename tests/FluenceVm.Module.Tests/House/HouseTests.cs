namespace FluenceVm.ModuleTests.House;

/// <summary>The rules of the house (docs/architecture.md, "Rules"). Each fails with the file and the reason.</summary>
public sealed class HouseTests
{
    [Fact]
    public void The_folder_is_the_namespace() => Holds(NamespaceRule.Findings(Repository.Files));

    [Fact]
    public void Nobody_uses_what_it_must_not_know() => Holds(UseRule.Findings(Repository.Files));

    [Fact]
    public void A_thing_lies_with_its_only_user() => Holds(PlaceRule.Findings(Repository.Files));

    [Fact]
    public void A_name_means_one_type() => Holds(NameRule.Findings(Repository.Files));

    [Fact]
    public void No_line_is_too_wide() => Holds(WidthRule.Findings(Repository.Files));

    [Fact]
    public void A_citation_leads_to_a_page_of_the_repository() => Holds(CitationRule.Findings(Repository.Files));

    [Fact]
    public void No_request_is_repeated_by_default() => Holds(RepetitionRule.Findings(Repository.Files));

    [Fact]
    public void Nothing_awaits_in_two_ways() => Holds(WaitingRule.Findings(Repository.Files));

    [Fact]
    public void Prose_is_plain_English() => Holds(EnglishRule.Findings(Repository.Prose));

    private static void Holds(IEnumerable<string> findings)
    {
        var list = findings.ToList();
        Assert.True(list.Count == 0, string.Join('\n', list));
    }
}
