BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Clear-VmEmulatorFault' {
    BeforeEach {
        $emulator = Connect-TestEmulator -ClockRate 0
        Set-VmEmulatorFault SshKeys Status -StatusCode 418
        Set-VmEmulatorFault ListVms Status -StatusCode 418
    }
    AfterEach { Disconnect-TestEmulator }

    It 'removes all' {
        Clear-VmEmulatorFault
        $emulator.Faults | Should -BeNullOrEmpty
        (Get-FluenceSshKey).Name | Should -Be 'laptop'
    }

    It 'removes those of an operation' {
        Clear-VmEmulatorFault ListVms
        $emulator.Faults.Operation | Should -Be 'SshKeys'
        (Get-FluenceVm web-1).Name | Should -Be 'web-1'
        { Get-FluenceSshKey } | Should -Throw -ErrorId 'Status418,*'
    }

    It 'is content with none' {
        Clear-VmEmulatorFault
        Clear-VmEmulatorFault
        Clear-VmEmulatorFault CreateVm
    }

    It 'removes those of one of two emulators' {
        $other = Start-VmEmulator
        Set-VmEmulatorFault ListVms Status -Emulator $other
        $other | Clear-VmEmulatorFault
        $other.Faults.Count, $emulator.Faults.Count | Should -Be 0, 2
    }
}
