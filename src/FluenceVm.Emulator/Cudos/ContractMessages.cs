using System.Numerics;
using System.Text.Json;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// The contract's messages. Each checks everything first and changes the state only then, so a refused one changes nothing.
/// </summary>
internal sealed class ContractMessages(CudosSetup setup, ComputeState state)
{
    private const string What = "compute::msg::ExecuteMsg";

    /// <summary>Carries out a message.</summary>
    /// <param name="sender">Who signed it.</param>
    /// <param name="message">The message's JSON.</param>
    /// <param name="funds">The coins that come with it; the sender has them.</param>
    /// <param name="now">The block's time.</param>
    /// <exception cref="ContractRefusal">The contract refuses it.</exception>
    public void Execute(string sender, JsonElement message, IReadOnlyList<Coin> funds, DateTimeOffset now)
    {
        var (variant, arguments) = Fields.Variant(
            message,
            What,
            "order_machine",
            "disown_machine",
            "fund_machine",
            "transfer_machine",
            "request_machine_restart",
            "request_machine_stop",
            "request_machine_start");
        switch (variant)
        {
            case "order_machine":
                Order(sender, Fields.Of(arguments, What, "id", "image_id", "machine_type_id", "ssh_key", "region"), Paid(funds), now);
                break;
            case "fund_machine":
                Fund(sender, Fields.Of(arguments, What, "id"), Paid(funds));
                break;
            case "disown_machine":
                Disown(OwnMachine(sender, Fields.Of(arguments, What, "id"), funds), now);
                break;
            case "transfer_machine":
                Transfer(sender, Fields.Of(arguments, What, "id", "new_owner"), funds);
                break;
            default:
                var machine = OwnMachine(sender, Fields.Of(arguments, What, "id"), funds);
                var (from, to) = variant switch
                {
                    "request_machine_restart" => (MachineStates.Running, MachineStates.RestartRequested),
                    "request_machine_stop" => (MachineStates.Running, MachineStates.StopRequested),
                    _ => (MachineStates.Stopped, MachineStates.StartRequested),
                };
                Request(machine, from, to, now);
                break;
        }
    }

    private void Order(string sender, Fields order, BigInteger credit, DateTimeOffset now)
    {
        var (id, region, sshKey) = (order.Text("id"), order.OptionalText("region"), order.Text("ssh_key"));
        var typeId = order.Text("machine_type_id");
        var type = setup.Types.FirstOrDefault(type => type.Id == typeId) ?? throw new ContractRefusal("machine type not found");
        var imageId = order.Text("image_id");
        if (!setup.Images.Any(image => image.Id == imageId))
        {
            throw new ContractRefusal("image not found");
        }
        if (region is not (null or "na" or "eu" or "ap"))
        {
            throw new ContractRefusal($"Error parsing into type {What}: unknown variant `{region}`, expected one of `na`, `eu`, `ap`");
        }
        if (id.Length == 0)
        {
            throw new ContractRefusal("the machine id is empty");
        }
        if (state.Find(id) is not null)
        {
            throw new ContractRefusal("a machine with this id already exists");
        }
        if (sshKey.StartsWith("sk-", StringComparison.Ordinal) || !sshKey.Trim().Contains(' '))
        {
            throw new ContractRefusal("the SSH key is of a kind that is not supported");
        }
        state.Move(sender, -credit);
        state.Add(new ComputeMachine(state.Machines.Count, id, type)
        {
            Owner = sender,
            Region = region,
            ImageId = imageId,
            SshKey = sshKey,
            Credit = credit,
            StepDue = now + ProviderDelays.Commit,
        });
    }

    private void Fund(string sender, Fields fund, BigInteger amount)
    {
        var machine = Machine(fund);
        if (amount.IsZero)
        {
            throw new ContractRefusal("No funds sent");
        }
        if (machine.Owner is null)
        {
            throw new ContractRefusal("the machine has no owner");
        }
        state.Move(sender, -amount);
        machine.Credit += amount;
        state.Reschedule(machine);
    }

    private void Disown(ComputeMachine machine, DateTimeOffset now)
    {
        state.PayCycles(machine, now);
        state.Move(machine.Owner!, machine.Credit);
        (machine.Credit, machine.Owner) = (BigInteger.Zero, null);
        machine.StepDue = machine.IsOver ? null : now + ProviderDelays.End;
        state.Reschedule(machine);
    }

    private void Transfer(string sender, Fields transfer, IReadOnlyList<Coin> funds)
    {
        var machine = OwnMachine(sender, transfer, funds);
        var newOwner = transfer.Text("new_owner");
        if (!Bech32.IsAddress(newOwner, CudosSetup.Prefix))
        {
            throw new ContractRefusal($"Generic error: addr_validate errored: invalid address: {newOwner}");
        }
        machine.Owner = newOwner;
    }

    private void Request(ComputeMachine machine, string from, string to, DateTimeOffset now)
    {
        if (machine.State != from)
        {
            throw new ContractRefusal($"the machine is {machine.State}, and must be {from} for this");
        }
        machine.State = to;
        machine.StepDue = now + ProviderDelays.Request;
        state.Reschedule(machine);
    }

    private ComputeMachine OwnMachine(string sender, Fields arguments, IReadOnlyList<Coin> funds)
    {
        var machine = Machine(arguments);
        if (funds.Count > 0)
        {
            throw new ContractRefusal("This message does not accept funds");
        }
        return machine.Owner == sender ? machine : throw new ContractRefusal("Unauthorized");
    }

    private ComputeMachine Machine(Fields arguments) => state.Find(arguments.Text("id")) ?? throw new ContractRefusal("machine not found");

    private BigInteger Paid(IReadOnlyList<Coin> funds)
    {
        if (funds.Count > 1)
        {
            throw new ContractRefusal("Sent more than one denomination");
        }
        if (funds.Count == 0)
        {
            return BigInteger.Zero;
        }
        return funds[0].Denom == setup.Denom
            ? funds[0].Amount
            : throw new ContractRefusal($"Received unsupported denom '{funds[0].Denom}'");
    }
}

/// <summary>Coins of one kind.</summary>
/// <param name="Denom">Their kind.</param>
/// <param name="Amount">How many; at least 1.</param>
internal sealed record Coin(string Denom, BigInteger Amount);
