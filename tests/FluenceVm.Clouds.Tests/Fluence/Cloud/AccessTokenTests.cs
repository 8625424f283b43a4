using System.Net;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>A token for a console is in no text, and asked for again if its response is lost: that changes nothing.</summary>
public sealed class AccessTokenTests : IDisposable
{
    private const string Fresh = "fresh-token-of-nobody-0000";
    private const string Route = "POST v3/vms/vm-1/vm-api-access-token";
    private readonly ScriptedCloud _service = new();

    [Fact]
    public async Task Asks_again_while_the_service_is_away()
    {
        var answers = 0;
        _service[Route] = _ => ++answers < 3
            ? CloudReply.Error(503, "service_unavailable", "later")
            : CloudReply.Ok($$"""{"token":"{{Fresh}}","vmApiDomain":"https://gateway.test","workspaceId":"w-1","expiresAt":"soon"}""");

        var token = await GetAsync();

        Assert.Equal(Fresh, new NetworkCredential("", token.Token).Password);
        Assert.Equal(("https://gateway.test", "w-1", null), (token.Gateway, token.WorkspaceId, token.ExpiresAt));
        Assert.Equal("vm-1", token.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":{"jwt":"FRESH"}}""")]
    [InlineData("""{"token":"FRESH","workspaceId":7}""")]
    [InlineData("""{"token":"FRESH""")]
    public async Task No_error_about_an_unreadable_response_repeats_it(string body)
    {
        _service[Route] = _ => CloudReply.Ok(body.Replace("FRESH", Fresh, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidResponseException>(GetAsync);

        Assert.DoesNotContain(Fresh, failure.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _service.Dispose();

    private Task<VmAccessToken> GetAsync() => _service.Client.GetAccessTokenAsync("vm-1", CancellationToken.None);
}
