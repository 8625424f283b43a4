using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluenceVm.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.Language;

/// <summary>One resource file holds every text that a user sees, and the name of an error's text is the error's id.</summary>
public sealed partial class MessagesTests
{
    // How many arguments stand between the message and its values.
    private static readonly Dictionary<string, int> Speakers = new()
    {
        ["Text.Of"] = 0,
        ["FluenceVm.Model.Text.Of"] = 0,
        ["Fault.Argument"] = 0,
        ["Fault.Format"] = 0,
        ["Fault.NotSupported"] = 0,
        ["Fault.State"] = 0,
        ["Fault.Closed"] = 0,
        ["Fault.Data"] = 0,
        ["Fault.Range"] = 0,
        ["CmdletException.Of"] = 2,
        ["Of"] = 2,
    };

    // An id that has no one text of the module's own, and why.
    private static readonly Dictionary<string, string[]> IdsWithoutText = new()
    {
        ["the service's own text explains it"] =

            [
                "NotAuthenticated",
                "AccessDenied",
                "NotFound",
                "AlreadyExists",
                "Refused",
                "TooManyRequests",
                "ServiceUnavailable"
            ],
        ["each of several texts says why"] = ["NotSigned", "NotAllowed", "OrderConflict"],
        ["the framework's or the emulator's text: what the module throws itself names its message"] =
            ["InvalidArgument", "InvalidData", "NotSupported", "NotNow", "ResourceUnavailable", "Stopped"],
    };

    // A literal with words in it that no user reads, and why.
    private static readonly Dictionary<string, string[]> NoMessages = new()
    {
        ["the line of a request's report: with it in the file, every session's first request would load the file"] =
            ["{} {}: {} in {} ms{}{}"],
        ["a fault of the module itself, which no user can cause"] =
            ["The plan of '{}' is being carried out already.", "Step '{}' of '{}' is {} and must not be sent again.",
             "The order has no plan."],
        ["what the parts of an order are called in their names"] = ["data {}"],
        ["what files for other programs hold"] = ["# Written by FluenceVm. Changes made here are lost.", "all: {}\n"],
        ["a style, and how a time is written"] = ["overflow: visible;", "yyyy-MM-dd HH:mm"],
        ["what the JSON reader says"] = ["reached end of data", "end of the JSON payload"],
        ["what nodes and the contract say"] =
            ["not found", "contract: not found", "query wasm contract failed", "message index: 0: ", ": execute wasm contract failed"],
        ["what the signing program says"] =
        [
            "connection refused", "no such host", "post failed", "timed out", "deadline exceeded", "connection reset",
            "rpc error: code", "failed to execute message",
            "key not found", "could not be found in the keyring", "unknown flag", "unknown command",
            "decoding bech32 failed", "account sequence mismatch", "insufficient funds", "chain-id required",
            "network is unreachable", "no route to host", "tls: handshake failure", "tls: first record", "read tcp", "write tcp",
            "chain id required", "unsupported return type", "invalid decimal coin", "invalid coin", "permission denied",
            "no such file or directory", "invalid argument", "required flag", "tx sign",
        ],
    };

    private static readonly Dictionary<string, string> Messages = XDocument
        .Load(Path.Combine(RepositoryFolder.Path, "src", "FluenceVm.Model", "Messages.resx"))
        .Descendants("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [Fact]
    public void There_is_one_file() =>
        Assert.Single(Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "src"), "*.resx", SearchOption.AllDirectories));

    [Fact]
    public void Every_message_is_used() => None(Messages.Keys.Except(Sources.Messages.Select(message => message.Name.Identifier.Text)));

    [Fact]
    public void No_text_is_there_twice() =>
        None(Messages.GroupBy(message => message.Value)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(", ", group.Select(message => message.Key))));

    [Fact]
    public void Placeholders_are_numbered_without_a_gap() =>
        None(Messages.Keys.Where(name => !Numbers(name).Order().SequenceEqual(Enumerable.Range(0, Numbers(name).Count))));

    [Fact]
    public void Every_message_gets_as_many_values_as_it_has_placeholders()
    {
        var wrong =
            from message in Sources.Messages
            let given = ValuesOf(message)
            let name = message.Name.Identifier.Text
            where given is not null && given != Numbers(name).Count
            select $"{Sources.Place(message)}: {name} has {Numbers(name).Count} placeholders and gets {given}";
        None(wrong);
    }

    [Fact]
    public void No_message_stands_in_the_sources()
    {
        var known = NoMessages.Values.SelectMany(texts => texts).ToHashSet();
        var literals =
            from expression in Sources.All<ExpressionSyntax>()
            let text = TextOf(expression)
            where text is not null && WordsInARow().IsMatch(text) && !known.Contains(text)
            where !expression.Ancestors().Any(ancestor => ancestor is AttributeSyntax)
            select $"{Sources.Place(expression)}: {text}";
        None(literals);
    }

    [Fact]
    public void Nothing_is_excepted_that_is_not_there()
    {
        var texts = Sources.All<ExpressionSyntax>().Select(TextOf).ToHashSet();
        None(NoMessages.Values.SelectMany(known => known).Where(known => !texts.Contains(known)));
        None(IdsWithoutText.Values.SelectMany(known => known).Where(known => !texts.Contains(known)));
    }

    [Fact]
    public void An_error_id_is_the_name_of_its_message()
    {
        var ids = Sources.Files
            .Single(file => file.SyntaxTree.FilePath.EndsWith("ErrorRecords.cs", StringComparison.Ordinal))
            .DescendantNodes()
            .OfType<TupleExpressionSyntax>()
            .Select(tuple => tuple.Arguments[0].Expression)
            .OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.ValueText)
            .ToList();
        Assert.NotEmpty(ids);
        None(ids.Except(IdsWithoutText.Values.SelectMany(known => known)));
        None(ids.Intersect(Messages.Keys));
    }

    [Fact]
    public void Loading_the_module_reads_no_message()
    {
        var early = Sources.Messages.Where(message => !IsNamed(message)
            && message.Ancestors().TakeWhile(ancestor => ancestor is not AnonymousFunctionExpressionSyntax).Any(IsStaticInitializer));
        None(early.Select(message => Sources.Place(message)));
    }

    private static void None(IEnumerable<string> findings)
    {
        var all = string.Join(Environment.NewLine, findings);
        Assert.True(all.Length == 0, all);
    }

    private static HashSet<int> Numbers(string name) =>
        [.. Placeholder().Matches(Messages[name]).Select(match => int.Parse(match.Groups[1].Value, null))];

    /// <summary>How many values a message is given; null if that isn't seen at its place.</summary>
    private static int? ValuesOf(MemberAccessExpressionSyntax message)
    {
        if (!IsNamed(message))
        {
            return 0;
        }
        if (message.Parent?.Parent?.Parent?.Parent is not ArgumentSyntax argument
            || argument.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list
            || !Speakers.TryGetValue(call.Expression.ToString(), out var between))
        {
            return null;
        }
        var values = list.Arguments.Skip(list.Arguments.IndexOf(argument) + 1 + between).ToList();
        return values.Count == 1 ? ListOf(values[0].Expression)?.Elements.Count ?? 1 : values.Count;
    }

    /// <summary>The list that a local variable was given: captions and questions of one change share their values.</summary>
    private static CollectionExpressionSyntax? ListOf(ExpressionSyntax value) => value is IdentifierNameSyntax { Identifier.Text: var name }
        ? value.Ancestors()
            .OfType<MemberDeclarationSyntax>()
            .First()
            .DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Identifier.Text == name)
            .Select(variable => variable.Initializer?.Value)
            .OfType<CollectionExpressionSyntax>()
            .SingleOrDefault()
        : null;

    /// <summary>Whether only its name is taken: <c>nameof(Messages.X)</c>.</summary>
    private static bool IsNamed(MemberAccessExpressionSyntax message) =>
        message.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" };

    private static bool IsStaticInitializer(SyntaxNode node) => node switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword),
        PropertyDeclarationSyntax { Initializer: not null } property => property.Modifiers.Any(SyntaxKind.StaticKeyword),
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static string? TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text =>
            string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax words ? words.TextToken.ValueText : "{}")),
        _ => null,
    };

    [GeneratedRegex(@"(?<!\{)\{(\d+)")]
    private static partial Regex Placeholder();

    // Two words side by side, or a word beside a value.
    [GeneratedRegex(@"\b[a-z']{2,}[,;:.]? (\p{L}{2,}|\{\})|\} [a-z']{2,}\b")]
    private static partial Regex WordsInARow();
}
