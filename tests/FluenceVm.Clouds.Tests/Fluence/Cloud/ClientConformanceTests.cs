using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Every request of the client is one that the published contract allows, and so is every response that it works with.</summary>
public class ClientConformanceTests
{
    public static TheoryData<string> Names => [.. CloudStories.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_story_keeps_to_the_contract_in_both_directions(string name)
    {
        var checking = new Checking(RequestContract.Require());
        using var cloud = new EmulatedCloud(between: checking.Around);

        await CloudStories.All[name](cloud);

        Assert.NotEmpty(cloud.Sent);
        Assert.Empty(checking.Violations.Distinct());
    }

    [SkippableFact]
    public async Task The_stories_together_send_what_the_page_of_fidelity_says_of_the_module()
    {
        var checking = new Checking(RequestContract.Require());
        foreach (var story in CloudStories.All.Values)
        {
            using var cloud = new EmulatedCloud(between: checking.Around);
            await story(cloud);
        }
        Assert.Equal(
            FidelityPage.SentBy("module").Intersect(FidelityPage.Cloud.Select(row => row.Route)),
            checking.Operations.Distinct().Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void The_check_sees_what_is_wrong()
    {
        var file = RequestContract.Require();
        var vm = $"https://fluence.test/v3/vms/{ScriptedCloud.Id(1)}";
        Assert.Empty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?statuses[0]=launched&perPage=200"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?statuses[0]=Launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?state=launched"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?perPage=201"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/v3/vms?page=0"), null));
        Assert.NotEmpty(file.Violations("GET", new Uri("https://fluence.test/vms/v3"), null));
        Assert.NotEmpty(file.Violations("PATCH", new Uri(vm), """{"nmae":"web"}"""));
        Assert.NotEmpty(file.Violations("PATCH", new Uri(vm), """{"name":"Web"}"""));
        Assert.NotEmpty(file.Violations("POST", new Uri("https://fluence.test/v3/ssh-keys"), """{"name":"web"}"""));
        Assert.NotEmpty(file.Violations("POST", new Uri("https://fluence.test/v3/vms"), "{}"));
        Assert.Empty(file.Violations("POST", new Uri("https://fluence.test/v3/vms"), "{}", ["Idempotency-Key"]));
    }

    /// <summary>Holds what passes through against the contract.</summary>
    private sealed class Checking(RequestContract file)
    {
        public List<string> Violations { get; } = [];

        public List<string> Operations { get; } = [];

        public HttpMessageHandler Around(HttpMessageHandler inner) => new Handler(this, inner);

        private async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            var found = file.Violations(
                request.Method.Method, request.RequestUri!, body, [.. request.Headers.Select(header => header.Key)]).ToList();
            var operation = file.Match(request.Method.Method, request.RequestUri!.AbsolutePath);
            var text = await response.Content.ReadAsStringAsync();
            if (operation is not null && text.Length > 0)
            {
                found.AddRange(file.Violations(operation, (int)response.StatusCode, text));
            }
            lock (this)
            {
                Violations.AddRange(found);
                Operations.Add($"{operation}");
            }
        }

        private sealed class Handler(Checking checking, HttpMessageHandler inner) : DelegatingHandler(inner)
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var response = await base.SendAsync(request, cancellationToken);
                await checking.CheckAsync(request, response);
                return response;
            }
        }
    }
}
