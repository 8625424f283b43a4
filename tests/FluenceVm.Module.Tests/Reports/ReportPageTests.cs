using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FluenceVm.Reports;

namespace FluenceVm.ModuleTests.Reports;

/// <summary>The page as a text: nothing from outside, nothing that isn't allowed, no name that is more than a name.</summary>
public sealed partial class ReportPageTests
{
    // The file dist/index.umd.js of the npm package chartist 1.5.0.
    private const string LibraryHash = "944597015852d8a65defe451a37202e8232938e98ac2215f08bd42a55d573e9d";
    private static readonly string Html = SampleReport.Of(3, number => $"web-{number}").ToHtml();

    [Fact]
    public void Nothing_in_it_leads_outside()
    {
        var own = Scripts().Replace(Html, string.Empty);
        Assert.DoesNotMatch("(src|href|action|srcset|poster)\\s*=", own);
        Assert.DoesNotMatch("url\\(|@import|<(link|img|iframe|object|embed|form|base)\\b", own);
        Assert.DoesNotMatch("(?i)http(?!-equiv)", own);
    }

    [Fact]
    public void Its_policy_allows_its_own_scripts_and_style_by_hash_and_nothing_else()
    {
        var policy = Regex.Match(Html, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        string[] texts = [.. Scripts().Matches(Html).Select(match => match.Groups[1].Value), Styles().Match(Html).Groups[1].Value];
        Assert.Equal(3, texts.Length);
        Assert.All(texts, text => Assert.Contains($"'sha256-{Sha256(text)}'", policy, StringComparison.Ordinal));
        Assert.DoesNotMatch("\\son\\w+\\s*=", Scripts().Replace(Html, string.Empty));
    }

    [Fact]
    public void The_library_is_the_one_that_was_chosen_with_its_licence()
    {
        using var stream = typeof(FleetReport).Assembly.GetManifestResourceStream("chartist-1.5.0.umd.js")!;
        Assert.Equal(LibraryHash, Convert.ToHexStringLower(SHA256.HashData(stream)));
        Assert.Contains("Permission is hereby granted, free of charge", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_has_no_section()
    {
        var html = new FleetReport().ToHtml();
        Assert.DoesNotMatch("id=\"(spent-by-day|orphans|orders|machines|spent)\"", html);
    }

    [Theory]
    [InlineData("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;")]
    [InlineData("a\0b\u001bc", "a\uFFFDb\uFFFDc")]
    [InlineData("{{style}} &amp; \"'", "{{style}} &amp;amp; \"'")]
    public void A_name_stays_a_name(string name, string written) =>
        Assert.Contains($"<td>{written}</td>", SampleReport.Of(1, _ => name).ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_replaced() =>
        Assert.Contains("<td>a\uFFFDb</td>", SampleReport.Of(1, _ => "a" + (char)0xD800 + "b").ToHtml(), StringComparison.Ordinal);

    private static string Sha256(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();
}
