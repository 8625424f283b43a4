BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

# One machine's whole life, as a person would live it at the prompt.
Describe 'The life of a machine' {
    BeforeAll {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $null = Connect-Cudos -Emulator
        $second = Get-SecondOwner
    }
    AfterAll { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'begins with the cheapest type that has enough memory' {
        $script:type = Get-MachineType -Cloud Cudos -Available |
            Where-Object MemoryGiB -ge 8 |
            Sort-Object PricePerHour |
            Select-Object -First 1
        $type.Id | Should -Be 'standard-4'
        $script:machine = $type | New-Machine -Image ubuntu-24.04 -SshKey $PublicKey -Duration 12h -Region eu
        $machine.State | Should -Be 'StartRequested'
        [math]::Abs($machine.Credit - $type.PricePerHour * 12) | Should -BeLessThan 0.000001
    }

    It 'runs' {
        Step-VmEmulator 30s
        (Wait-Machine $machine -PassThru).State | Should -Be 'Running'
    }

    It 'restarts' {
        Restart-Machine $machine
        Step-VmEmulator 10s
        (Wait-Machine $machine -PassThru).State | Should -Be 'Running'
    }

    It 'stops and starts again' {
        Stop-Machine $machine
        Step-VmEmulator 10s
        (Wait-Machine $machine -State Stopped -PassThru).State | Should -Be 'Stopped'
        Start-Machine $machine
        Step-VmEmulator 10s
        (Wait-Machine $machine -PassThru).State | Should -Be 'Running'
    }

    It 'gets more credit' {
        $before = Get-Machine $machine.Id
        $after = Add-MachineCredit $machine -Duration 6h -PassThru
        [math]::Round(($after.EstimatedEnd - $before.EstimatedEnd).TotalHours, 3) | Should -Be 6
    }

    It 'goes to another owner, and can''t be stopped afterwards' {
        Set-MachineOwner $machine -NewOwner $second -Confirm:$false
        { Stop-Machine $machine } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*only its owner*'
        (Get-Machine $machine.Id).State | Should -Be 'Running'
    }

    It 'ends when its credit has run out' {
        $end = (Get-Machine $machine.Id).EstimatedEnd
        Step-VmEmulator ($end - (Get-VmEmulator).Now - [timespan]'00:01:30')
        (Get-Machine $machine.Id).State | Should -Be 'Running'
        Step-VmEmulator 2m
        $ended = Get-Machine $machine.Id
        $ended.State | Should -Be 'Finished'
        $ended.Credit | Should -BeLessThan ($type.PricePerHour / 60)
    }
}
