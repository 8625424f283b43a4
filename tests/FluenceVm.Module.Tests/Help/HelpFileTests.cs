using System.Text;
using System.Xml.Linq;
using FluenceVm.Build;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Help;

/// <summary>The help as it is shipped.</summary>
public sealed class HelpFileTests
{
    private const string Pages = "https://example.org/project/docs/commands";
    private static readonly string Help = Path.Combine(RepositoryFolder.Path, "src", "FluenceVm", "en-US", "FluenceVm.dll-Help.xml");

    [Fact]
    public void Without_an_address_of_the_project_it_is_as_in_the_repository() =>
        Assert.Equal(File.ReadAllBytes(Help), HelpFile.Shipped(Help, pages: null));

    [Fact]
    public void With_one_the_first_link_of_each_cmdlet_leads_to_its_page()
    {
        var shipped = XDocument.Parse(Encoding.UTF8.GetString(HelpFile.Shipped(Help, Pages)));
        var commands = shipped.Root!.Elements().ToArray();
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Equal(
            $"{Pages}/{Texts(command, "name").First()}.md",
            Texts(command, "uri").First()));
        Assert.All(commands, command =>
            Assert.True(File.Exists(Path.Combine(RepositoryFolder.Path, "docs", "commands", $"{Texts(command, "name").First()}.md"))));
    }

    private static IEnumerable<string> Texts(XElement element, string name) =>
        element.Descendants().Where(each => each.Name.LocalName == name).Select(each => each.Value);
}
