using System.Text;
using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>A file of the module's help, as it leaves the repository.</summary>
internal static class HelpFile
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    /// <summary>Its bytes. Where the pages have an address, <c>Get-Help -Online</c> leads from each cmdlet to its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pages">The address of the folder of pages; null for none.</param>
    public static byte[] Shipped(string path, string? pages) =>
        pages != null && path.EndsWith(".xml", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(Linked(XDocument.Load(path, LoadOptions.PreserveWhitespace), pages))
            : File.ReadAllBytes(path);

    private static string Linked(XDocument help, string pages)
    {
        foreach (var command in help.Root!.Elements(Command + "command"))
        {
            var name = command.Element(Command + "details")!.Element(Command + "name")!.Value;
            command.Element(Command + "relatedLinks")!.AddFirst(new XElement(
                Maml + "navigationLink",
                new XElement(Maml + "linkText", "Online version"),
                new XElement(Maml + "uri", $"{pages}/{name}.md")));
        }

        return $"{help.Declaration}\n{help.ToString(SaveOptions.DisableFormatting)}\n";
    }
}
