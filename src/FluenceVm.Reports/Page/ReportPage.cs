using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FluenceVm.Model;
using FluenceVm.Reports.Sections;

namespace FluenceVm.Reports.Page;

/// <summary>
/// Writes the page: one file, with its style, its script and the library of charts inside. A content security policy lets exactly these
/// run, and nothing be loaded.
/// </summary>
internal static class ReportPage
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // What a debugger would look for beside the page.
    private const string SourceMap = "//# sourceMappingURL=index.umd.js.map";

    // The library writes these two styles into its elements.
    private static readonly string[] StylesOfCharts = ["width: 100%; height: 100%;", "overflow: visible;"];

    public static string Write(FleetReport report)
    {
        var style = Asset("report.css");
        var library = $"/*\n{Asset("chartist-LICENSE.txt")}*/\n{Asset("chartist-1.5.0.umd.js").Replace(SourceMap, string.Empty)}";
        var script = Asset("report.js");
        var parts = new Dictionary<string, string>
        {
            ["title"] = new XText(Messages.ReportTitle).ToString(),
            ["scripts"] = Hashes([library, script]),
            ["styles"] = Hashes([style, .. StylesOfCharts]),
            ["style"] = style,
            ["library"] = library,
            ["script"] = script,
            ["body"] = string.Concat(Body(report).Select(element => element.ToString(SaveOptions.DisableFormatting) + "\n")),
        };
        return Fill(Asset("page.html"), parts);
    }

    private static IEnumerable<XElement> Body(FleetReport report) => new[]
    {
        SummarySection.Write(report),
        ChartSection.Write(report),
        BilledSection.Write(report),
        OrphanSection.Write(report),
        OrderSection.Write(report),
        MachineSection.Write(report),
        SpentSection.Write(report),
    }.OfType<XElement>();

    // Once over the text of the page: what is put in is never searched for further places.
    private static string Fill(string page, Dictionary<string, string> parts)
    {
        var pieces = page.Split(["{{", "}}"], StringSplitOptions.None);
        return string.Concat(pieces.Select((piece, index) => index % 2 == 0 ? piece : parts[piece]));
    }

    private static string Hashes(IEnumerable<string> texts) => string.Join(" ", texts.Select(text => $"'sha256-{Hash(text)}'"));

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Utf8.GetBytes(text)));
    }

    private static string Asset(string name)
    {
        using var stream = typeof(ReportPage).GetTypeInfo().Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Utf8);
        // As a browser reads it, which is what the policy's hash is of.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
