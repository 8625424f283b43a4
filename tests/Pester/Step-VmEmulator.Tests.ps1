BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Step-VmEmulator' {
    BeforeEach { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterEach { Disconnect-TestEmulator }

    It 'moves the clock on, and only then does anything happen' {
        $before = $emulator.Now
        $vm = New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        $vm.Status | Should -Be 'New'
        (Get-FluenceVm web-9).Status | Should -Be 'New'
        $emulator.Now | Should -Be $before
        $moved = Step-VmEmulator 00:01:00 -PassThru
        $moved.Now | Should -Be $before.AddMinutes(1)
        (Get-FluenceVm web-9).Status | Should -Be $Running
    }

    It 'charges an epoch at each boundary' {
        $vm = New-FluenceVm web-9 ubuntu-22-04-x64 laptop
        $vm.TotalSpent, $vm.ReservedBalance | Should -Be $vm.PricePerEpoch, $vm.PricePerEpoch
        Step-VmEmulator 3.00:00:00
        (Get-FluenceVm web-9).TotalSpent | Should -Be (4 * $vm.PricePerEpoch)
        (Get-FluenceVm web-9).ReservedBalance | Should -Be $vm.PricePerEpoch
    }

    It 'leads through SmallBalance and InsufficientFunds to Terminated as the balance runs out, in order' {
        $null = New-FluenceVm dear ubuntu-22-04-x64 laptop -Configuration cpu-16-ram-32gb-storage-25gb -Count 100
        $seen = foreach ($half in 1..12) { Step-VmEmulator 12:00:01; (Get-FluenceVm dear-*).Status | Sort-Object -Unique }
        $order = 'Active', 'SmallBalance', 'InsufficientFunds', 'Terminated'
        $seen | Sort-Object -Unique | Should -Be ($order | Sort-Object)
        $seen[-1] | Should -Be 'Terminated'
    }

    It 'runs a month of a thousand VMs' {
        # In generation Cloud each VM takes requests of its own; a few show that they don't end.
        $null = New-FluenceVm many ubuntu-22-04-x64 laptop -Count $(if ($Generation -eq 'Cloud') { 20 } else { 1000 })
        Step-VmEmulator 30.00:00:00
        (Get-FluenceVm many-*).Status | Sort-Object -Unique | Should -Be 'Terminated'
    }

    It 'refuses <By>' -ForEach @(
        @{ By = [TimeSpan]'-1.00:00:00' }
        @{ By = [TimeSpan]'4000000.00:00:00' }
    ) {
        $before = $emulator.Now
        { Step-VmEmulator $By } | Should -Throw -ErrorId 'StepInvalid,*' -ExpectedMessage '*only goes forward*'
        $emulator.Now | Should -Be $before
    }
}
