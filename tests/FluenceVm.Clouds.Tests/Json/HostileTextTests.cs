using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Json;

/// <summary>A service that puts control characters, the key or endless text into its responses gets none of it into a message.</summary>
public class HostileTextTests
{
    // As JSON: an escape sequence, a bell, a new line, and letters that turn the text around or can't be seen.
    private const string Evil = """evil\u001b[31m\u0007\r\nname\u202e\u2066\u200b\u0085\u2028end""";
    private static readonly string LongKey = "canary-" + new string('k', 90);

    public static TheoryData<int, string> Answers => new()
    {
        { 403, "{\"error\":\"TEXT\",\"code\":\"TEXT\"}" },
        { 409, "{\"message\":\"TEXT\"}" },
        { 400, "{\"error\":{\"message\":\"TEXT\"}}" },
        { 400, "TEXT" },
        { 400, "<html>TEXT</html>" },
        { 200, "[{\"id\":\"TEXT\",\"pricePerEpoch\":\"TEXT\"}]" },
        { 200, "[{\"id\":\"0x1\",\"pricePerEpoch\":{\"TEXT\":\"TEXT\"}}]" },
        { 200, "[{\"id\":\"0x1\",\"TEXT\":TEXT}]" },
        { 200, "[{\"id\":\"0x1\",\"ports\":{\"TEXT\":1}}]" },
        { 200, "{\"TEXT\":\"TEXT\"}" },
        { 200, "TEXT" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_message_has_a_control_character(int status, string response)
    {
        foreach (var text in new[] { Evil, System.Text.RegularExpressions.Regex.Unescape(Evil) })
        {
            AssertPrintable(await FailAsync(status, response.Replace("TEXT", text, StringComparison.Ordinal), "key-not-a-secret"));
            AssertPrintable(await FailOnCudosAsync(status, response.Replace("TEXT", text, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_exception_has_the_key_or_a_part_of_it(int status, string response)
    {
        // Where a text is shortened, the cut goes through the key.
        foreach (var padding in new[] { 0, 20, 150, 250, 1960 })
        {
            var failure = await FailAsync(
                status,
                response.Replace("TEXT", new string('x', padding) + LongKey, StringComparison.Ordinal),
                LongKey);
            for (Exception? each = failure; each is not null; each = each.InnerException)
            {
                Assert.DoesNotContain("kkkkkkkk", each.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain(
                    "kkkkkkkk",
                    (each as FluenceApiException)?.ServiceText + (each as FluenceApiException)?.Code,
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_message_is_endless(int status, string response)
    {
        var text = string.Concat(Enumerable.Repeat("abcdefghi ", 10_000));
        Assert.InRange(
            (await FailAsync(status, response.Replace("TEXT", text, StringComparison.Ordinal), "key-not-a-secret")).Message.Length,
            1,
            2500);
        Assert.InRange((await FailOnCudosAsync(status, response.Replace("TEXT", text, StringComparison.Ordinal))).Message.Length, 1, 2500);
    }

    [Fact]
    public async Task A_redirect_to_an_address_that_holds_the_key_does_not_repeat_it()
    {
        await using var server = new LoopbackServer(
            exchange => exchange.RespondAsync(302, "", $"Location: https://{LongKey[..40]}.test/{LongKey}?key={LongKey}"));
        using var connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = server.Uri,
            ApiKey = Connections.Secure(LongKey[..40]),
            ApiVersion = FluenceApiVersion.MarketV3,
        });
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => connection.ListAsync());
        Assert.DoesNotContain("kkkkkkkk", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vm")]
    [InlineData("Orphan")]
    [InlineData("SshKey")]
    [InlineData("Machine")]
    public void What_a_prompt_says_of_a_thing_has_an_end(string kind)
    {
        var name = new string('n', 10_000);
        object thing = kind switch
        {
            "Vm" => new Vm { Id = "0x1", Name = name },
            "Orphan" => new Orphan { Type = "STORAGE", Id = "0x1", Name = name },
            "SshKey" => new SshKey { Fingerprint = "SHA256:x", Name = name },
            _ => new Machine { Id = name },
        };
        Assert.InRange(thing.ToString()!.Length, 64, 200);
    }

    private static void AssertPrintable(Exception failure) =>
        Assert.All(failure.Message, letter => Assert.True(
            char.GetUnicodeCategory(
                letter) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator),
            $"U+{(int)letter:x4} in {failure.GetType().Name}"));

    private static async Task<Exception> FailAsync(int status, string body, string key)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, body));
        using var connection = new FluenceConnection(new FluenceConnectionOptions
        {
            Endpoint = server.Uri,
            ApiKey = Connections.Secure(key),
            ApiVersion = FluenceApiVersion.MarketV3,
        });
        return await Assert.ThrowsAnyAsync<Exception>(() => connection.ListAsync());
    }

    private static async Task<Exception> FailOnCudosAsync(int status, string body)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(status, body));
        using var connection = FakeNode.Connect(server.Uri);
        return await Assert.ThrowsAnyAsync<Exception>(() => connection.Open(null).FindImageAsync("i", default));
    }
}
