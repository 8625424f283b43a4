using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Emulator;
using FluenceVm.Tests.Support;

namespace FluenceVm.Interop.Tests;

/// <summary>The documented examples, sent by programs that this project didn't write, to an emulator on a port.</summary>
public abstract class ExampleTests : IDisposable
{
    private readonly VmEmulator _emulator = new();

    protected ExampleTests() => _emulator.Listen();

    public static TheoryData<string> Names => [.. Examples.All.Select(example => example.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task It_is_answered_as_documented(string name)
    {
        var example = Examples.All.Single(each => each.Name == name);
        var (status, body) = await Send(
            example.Method,
            await Fill(example.Path, isPath: true),
            example.Body is null ? null : await Fill(example.Body, isPath: false),
            Header(example));

        Assert.Equal(example.Status, status);
        if (example.Check is null)
        {
            Assert.Equal(string.Empty, body);
            return;
        }
        using var json = JsonDocument.Parse(body);
        example.Check(json.RootElement);
    }

    public void Dispose()
    {
        _emulator.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request and returns the response's status and body.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The whole address.</param>
    /// <param name="body">The JSON body; null for none.</param>
    /// <param name="header">A header as it is written; null for none.</param>
    protected abstract Task<(int Status, string Body)> Send(string method, string url, string? body, string? header);

    private string? Header(Example example) =>
        example.WithKey ? example.KeyHeader.Replace("{key}", _emulator.ApiKey, StringComparison.Ordinal) : null;

    private async Task<string> Fill(string text, bool isPath)
    {
        text = text
            .Replace("{owner}", _emulator.Owner, StringComparison.Ordinal)
            .Replace("{contract}", _emulator.ContractAddress, StringComparison.Ordinal);
        text = Regex.Replace(text, @"\{base64:(.*)\}$", match => Examples.Base64(match.Groups[1].Value));
        foreach (Match place in Regex.Matches(text, @"\{([a-z]+(?:-1)?)\}"))
        {
            text = text.Replace(place.Value, await Known(place.Groups[1].Value), StringComparison.Ordinal);
        }
        return isPath ? new Uri(_emulator.Uri, text).AbsoluteUri : text;
    }

    /// <summary>The id of a VM, or the fingerprint of a key, by its name.</summary>
    private async Task<string> Known(string name)
    {
        using var http = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.Uri };
        http.DefaultRequestHeaders.Add("X-API-KEY", _emulator.ApiKey);
        var (path, nameField, field) = name.Contains('-', StringComparison.Ordinal)
            ? ("vms/v3", "vmName", "id")
            : ("ssh_keys", "name", "fingerprint");
        using var json = JsonDocument.Parse(await http.GetStringAsync(path));
        return json.RootElement.EnumerateArray()
            .Single(each => each.GetProperty(nameField).GetString() == name)
            .GetProperty(field)
            .GetString()!;
    }
}

public sealed class FidelityPageTests
{
    [Fact]
    public void The_programs_send_what_the_page_of_fidelity_says()
    {
        var routes = Examples.All.Select(example => FidelityPage.Find(example.Method, example.Path.Split('?')[0])!.Route);
        Assert.Equal(FidelityPage.SentBy("programs"), routes.Distinct().Order(StringComparer.Ordinal));
    }
}
