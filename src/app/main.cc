#include "app/command.h"

int main(int count, char** words) { return cityhall::run_command_line({words + 1, words + count}, cityhall::commands()); }
