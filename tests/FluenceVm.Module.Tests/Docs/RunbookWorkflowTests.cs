using System.Text.RegularExpressions;
using FluenceVm.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace FluenceVm.ModuleTests.Docs;

/// <summary>
/// The workflow file of the runbooks, read as YAML. That its steps run is shown by <c>tests/Pester/Runbooks.Tests.ps1</c>.
/// </summary>
public sealed class RunbookWorkflowTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "docs", "runbooks");
    private static readonly YamlMappingNode Workflow = Read(Path.Combine(Folder, "github-actions.yml"));

    public static TheoryData<string> Jobs => [.. Map(Workflow, "jobs").Children.Keys.Select(key => key.ToString())];

    [Fact]
    public void Every_time_of_the_schedule_starts_one_job_and_every_choice_is_a_runbook()
    {
        var conditions = Map(Workflow, "jobs").Children.Values.Select(job => Text((YamlMappingNode)job, "if")).ToArray();
        foreach (var cron in List(Map(Workflow, "on"), "schedule").Select(item => Text((YamlMappingNode)item, "cron")))
        {
            Assert.Single(conditions, condition => condition.Contains($"github.event.schedule == '{cron}'", StringComparison.Ordinal));
            Assert.Matches(@"^\d+(,\d+)* (\*|\d+(,\d+)*) \* \* \*$", cron);
        }
        foreach (var choice in List(Map(Map(Map(Workflow, "on"), "workflow_dispatch"), "inputs", "runbook"), "options").Select(
            item => item.ToString()))
        {
            Assert.Single(conditions, condition => condition.Contains($"inputs.runbook == '{choice}'", StringComparison.Ordinal));
            Assert.True(File.Exists(Path.Combine(Folder, choice + ".ps1")), choice);
        }
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_may_read_only_ends_in_time_and_never_runs_twice_at_once(string name)
    {
        Assert.Equal("read", Text(Map(Workflow, "permissions"), "contents"));
        Assert.Single(Map(Workflow, "permissions").Children);
        Assert.Equal(name, Text(Job(name), "concurrency"));
        Assert.InRange(int.Parse(Text(Job(name), "timeout-minutes")), 1, 60);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_gets_the_key_in_one_environment_variable_of_one_step_and_its_commands_hold_no_expression(string name)
    {
        var steps = List(Job(name), "steps").Cast<YamlMappingNode>().ToArray();
        Assert.All(steps.Where(step => step.Children.ContainsKey("run")), step => Assert.DoesNotContain("${{", Text(step, "run")));
        var withKey = Assert.Single(steps, step => step.ToString().Contains("secrets.", StringComparison.Ordinal));
        Assert.Equal("${{ secrets.FLUENCE_API_KEY }}", Text(Map(withKey, "env"), "FLUENCE_API_KEY"));
        Assert.DoesNotContain("KEY", Text(withKey, "run"));
    }

    [Fact]
    public void The_job_that_orders_keeps_its_journal_from_run_to_run_even_when_it_fails()
    {
        var steps = List(Job("restore-vm-fleet"), "steps").Cast<YamlMappingNode>().ToArray();
        var fetch = Assert.Single(steps, step => Uses(step).StartsWith("actions/cache/restore@", StringComparison.Ordinal));
        var keep = Assert.Single(steps, step => Uses(step).StartsWith("actions/cache/save@", StringComparison.Ordinal));
        Assert.Equal("always()", Text(keep, "if"));
        Assert.Equal(Text(Map(fetch, "with"), "key"), Text(Map(keep, "with"), "key"));
        Assert.StartsWith(Text(Map(fetch, "with"), "restore-keys"), Text(Map(keep, "with"), "key"), StringComparison.Ordinal);
        Assert.Contains(steps, step => step.Children.ContainsKey("env")
            && Map(step, "env").Children.TryGetValue("FLUENCEVM_HOME", out var home)
            && Regex.Replace(home.ToString(), @"^\$\{\{ github\.workspace \}\}/", string.Empty) == Text(Map(keep, "with"), "path"));
    }

    private static YamlMappingNode Read(string path)
    {
        using var reader = new StreamReader(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static YamlMappingNode Job(string name) => Map(Workflow, "jobs", name);

    private static YamlMappingNode Map(YamlMappingNode node, params string[] keys) =>
        keys.Aggregate(node, (current, key) => (YamlMappingNode)current.Children[key]);

    private static YamlSequenceNode List(YamlMappingNode node, string key) => (YamlSequenceNode)node.Children[key];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[key]).Value!;

    private static string Uses(YamlMappingNode step) => step.Children.TryGetValue("uses", out var uses) ? uses.ToString() : string.Empty;
}
