using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>A client that remembers what was acknowledged to it, and what it doesn't know.</summary>
internal sealed class CrashWorker(int number, Random random)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _deleted = [];
    private (string? Id, string? Name, bool Deletes) _unknown;
    private int _round;

    public int Acknowledged { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Changes things until the connection is lost; releases <paramref name="acknowledged"/> after each change.</summary>
    public async Task WorkUntilLost(EmulatorClient client, SemaphoreSlim acknowledged)
    {
        try
        {
            while (true)
            {
                await ChangeSomething(client);
                _unknown = default;
                Acknowledged++;
                acknowledged.Release();
            }
        }
        catch (HttpRequestException)
        {
            // The host was killed: what was under way may have happened or not.
            Lost++;
        }
    }

    /// <summary>Holds what is listed after a restart against what was acknowledged, and takes over what was unknown.</summary>
    public void Check(IReadOnlyDictionary<string, (string Name, string Status)> listed, string when)
    {
        foreach (var (id, name) in _names.ToList())
        {
            var isUnknown = _unknown.Id == id;
            if (!listed.TryGetValue(id, out var vm) || vm.Status == "Stopped")
            {
                Assert.True(isUnknown && _unknown.Deletes, $"{when}: {id} was acknowledged and is gone");
                _names.Remove(id);
                _deleted.Add(id);
                continue;
            }
            Assert.True(
                vm.Name == name || (isUnknown && vm.Name == _unknown.Name),
                $"{when}: {id} is called {vm.Name}, and {name} was acknowledged");
            _names[id] = vm.Name;
        }
        Assert.All(_deleted, id =>
            Assert.True(!listed.TryGetValue(id, out var vm) || vm.Status == "Stopped", $"{when}: the deletion of {id} was acknowledged"));
        var unheardOf = listed.Where(vm => vm.Value.Name.StartsWith(Prefix, StringComparison.Ordinal)
            && !_names.ContainsKey(vm.Key)
            && !_deleted.Contains(vm.Key)).ToList();
        Assert.True(
            unheardOf.Count <= (_unknown is { Id: null, Name: not null } ? 1 : 0),
            $"{when}: {unheardOf.Count} VMs that nobody ordered");
        unheardOf.ForEach(vm => _names[vm.Key] = vm.Value.Name);
        _unknown = default;
    }

    private string Prefix => FormattableString.Invariant($"w{number}-");

    private async Task ChangeSomething(EmulatorClient client)
    {
        var id = _names.Count == 0 ? null : _names.Keys.ElementAt(random.Next(_names.Count));
        var name = FormattableString.Invariant($"{Prefix}{_round++}");
        if (id is null || (_names.Count < 5 && random.Next(2) == 0))
        {
            _unknown = (null, name, false);
            _names[Assert.Single(await client.Order(name: name))] = name;
        }
        else if (random.Next(3) == 0)
        {
            _unknown = (id, null, true);
            Assert.Equal(200, (await client.Delete($$"""{"vmId":"{{id}}"}""")).Status);
            _names.Remove(id);
            _deleted.Add(id);
        }
        else
        {
            _unknown = (id, name, false);
            Assert.Equal(
                204,
                (await client.Send(HttpMethod.Patch, "vms/v3", $$"""{"updates":[{"id":"{{id}}","vmName":"{{name}}"}]}""")).Status);
            _names[id] = name;
        }
    }
}
